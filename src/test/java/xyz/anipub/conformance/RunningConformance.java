package xyz.anipub.conformance;

import java.net.URI;

/** One {@link ConformanceServer} for the tests of a whole run, at any port. */
final class RunningConformance {

    private static final class Running {
        private static final URI ROOT = ConformanceServer.start(0, false).uri();
    }

    private RunningConformance() {}

    static URI at(String path) {
        return Running.ROOT.resolve(path);
    }

    static URI engineIo() {
        return at("engine.io/");
    }

    static URI socketIo() {
        return at("socket.io/");
    }
}
