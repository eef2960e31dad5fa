package xyz.anipub.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** A kind of server that the WARs run on: how it is started, and what clients and tests notice of it. */
public sealed interface Container permits PayaraMicro, PayaraServer, UnpackedPayaraMicro, WildFly {

    /**
     * @param name {@code payara-micro}, {@code payara-server} or {@code wildfly}
     * @param build the build's folder, which the container has been put into
     */
    static Container named(String name, Path build) {
        return switch (name) {
            case "payara-micro" -> new PayaraMicro(build);
            case "payara-server" -> new PayaraServer(build);
            case "wildfly" -> new WildFly(build);
            default -> throw new IllegalArgumentException("no container is called " + name);
        };
    }

    /**
     * What follows the options of the virtual machine in the command that starts it.
     *
     * @param folder where the server may keep what it needs; not there yet, and deleted when it has ended
     * @param port where it listens, on the loopback address only
     */
    List<String> arguments(Path folder, int port, Collection<Path> wars) throws IOException;

    /** The same in the way that it is there soonest, for who starts it often. */
    default Container brief() throws IOException {
        return this;
    }

    /** Deploys what the process that was started has not deployed by itself. */
    default void deploy(int port, Collection<Path> wars) throws IOException {}

    /** Takes a WAR from the running server again. */
    default void undeploy(int port, Path war) throws IOException {
        throw new UnsupportedOperationException("its WARs come and go with its process");
    }

    /** Whether the log says that a WAR was not taken; the process lives on. */
    boolean failedToDeploy(String log);

    /** As {@link TestServer#statusOfABareClose()}, by the endpoint. */
    int statusOfABareClose();

    /** How it writes a content type with a parameter, which is given with a space before that. */
    String contentType(String type);
}
