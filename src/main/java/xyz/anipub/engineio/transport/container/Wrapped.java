package xyz.anipub.engineio.transport.container;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;

/** Looks behind the requests of filters. */
public final class Wrapped {

    private Wrapped() {}

    /** The container's own request, whatever filters have put in front of it. */
    public static ServletRequest innermost(ServletRequest seen) {
        ServletRequest request = seen;
        while (request instanceof ServletRequestWrapper wrapper) {
            request = wrapper.getRequest();
        }
        return request;
    }
}
