package xyz.anipub.boot;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The REST API under {@code /api}; its resources and providers are found by the container. */
@ApplicationPath("/api")
public class ChatApplication extends Application {}
