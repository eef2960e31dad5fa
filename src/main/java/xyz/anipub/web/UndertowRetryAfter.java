package xyz.anipub.web;

import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import jakarta.servlet.ServletContext;

/**
 * Adds {@code Retry-After}, one second, to each 503 that has none. When WildFly is told to stop it refuses requests itself,
 * before any filter of the application's, and says no time. Found and called by Undertow alone.
 */
public final class UndertowRetryAfter implements ServletExtension {

    @Override
    public void handleDeployment(DeploymentInfo deployment, ServletContext context) {
        deployment.addOuterHandlerChainWrapper(next -> exchange -> {
            exchange.addResponseCommitListener(UndertowRetryAfter::complete);
            next.handleRequest(exchange);
        });
    }

    private static void complete(HttpServerExchange exchange) {
        if (exchange.getStatusCode() == StatusCodes.SERVICE_UNAVAILABLE
                && !exchange.getResponseHeaders().contains(Headers.RETRY_AFTER)) {
            exchange.getResponseHeaders().put(Headers.RETRY_AFTER, "1");
        }
    }
}
