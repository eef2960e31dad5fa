package xyz.anipub.engineio.transport.websocket;

import jakarta.enterprise.context.Dependent;
import jakarta.websocket.server.ServerEndpoint;

/** The same door for clients that leave the path's last slash off, where the container tells the two paths apart. */
@Dependent
@ServerEndpoint(value = "/socket.io", configurator = CapturedHandshake.class)
public class WebSocketEndpointWithoutSlash extends WebSocketEndpoint {}
