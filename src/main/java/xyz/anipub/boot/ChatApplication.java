package xyz.anipub.boot;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** The REST API under {@code /api}; its resources and providers are found by the container. */
@ApplicationPath("/api")
public class ChatApplication extends Application {

    /** Jersey would describe its resources to everybody; other containers ignore this. */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }
}
