package xyz.anipub.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import xyz.anipub.peer.Proxies;

/** A request as its client sent it: with the address and the scheme that the proxies tell, where there are any. */
final class ForwardedRequest extends HttpServletRequestWrapper {

    private final Proxies.Client client;

    ForwardedRequest(HttpServletRequest request, Proxies proxies) {
        super(request);
        client = proxies.client(
                request.getRemoteAddr(), request.isSecure(), name -> Collections.list(request.getHeaders(name)));
    }

    @Override
    public String getRemoteAddr() {
        return client.address();
    }

    @Override
    public boolean isSecure() {
        return client.secure();
    }
}
