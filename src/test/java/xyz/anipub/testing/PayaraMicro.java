package xyz.anipub.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Payara Micro, with the boot commands of the run command. */
record PayaraMicro(Path build) implements Container {

    private static final Path LOGGING = Path.of("server-config/payara-micro/logging.properties");

    @Override
    public List<String> arguments(Path folder, int port, Collection<Path> wars) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-jar", jar().toString()));
        arguments.addAll(List.of("--addLibs", build.resolve("ROOT-gate.jar").toString()));
        arguments.addAll(start(folder, port, wars));
        return arguments;
    }

    /** What it is told at each start. */
    static List<String> start(Path folder, int port, Collection<Path> wars) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--nocluster", "--port", String.valueOf(port)));
        arguments.addAll(List.of("--logproperties", LOGGING.toAbsolutePath().toString()));
        arguments.addAll(List.of("--prebootcommandfile", commands(folder).toString()));
        wars.forEach(war -> arguments.addAll(List.of("--deploy", war.toString())));
        return arguments;
    }

    Path jar() {
        return build.resolve("payara-micro.jar");
    }

    @Override
    public Container brief() throws IOException {
        return UnpackedPayaraMicro.of(this);
    }

    /** The commands of the run command, and that the tests' servers listen on the loopback address only. */
    private static Path commands(Path folder) throws IOException {
        String shared = Files.readString(Path.of("server-config/payara-micro/preboot.asadmin"));
        String loopback = "set configs.config.server-config.network-config.network-listeners.network-listener"
                + ".http-listener.address=127.0.0.1\n";
        return Files.writeString(Files.createDirectories(folder).resolve("preboot.asadmin"), shared + loopback);
    }

    @Override
    public boolean failedToDeploy(String log) {
        return log.contains("Exception while loading the app");
    }

    /** Tyrus always writes one. */
    @Override
    public int statusOfABareClose() {
        return 1000;
    }

    @Override
    public String contentType(String type) {
        return type;
    }
}
