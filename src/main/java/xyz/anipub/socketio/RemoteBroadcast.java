package xyz.anipub.socketio;

import jakarta.json.JsonValue;
import java.util.List;
import java.util.Set;

/**
 * An event that another node broadcast, before it is delivered to this node's sockets.
 *
 * @param event its name
 * @param arguments as {@link EventHandler} gets them
 * @param rooms whose members it is for; everybody if empty
 * @param except whose members it is not for
 */
public record RemoteBroadcast(String event, List<JsonValue> arguments, Set<String> rooms, Set<String> except) {}
