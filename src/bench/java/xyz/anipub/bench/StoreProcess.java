package xyz.anipub.bench;

import xyz.anipub.testing.TestServer;

/** Our embedded store as a process of its own. */
final class StoreProcess implements AutoCloseable {

    private final Child child;

    private StoreProcess(Child child) {
        this.child = child;
    }

    static StoreProcess start() {
        return new StoreProcess(Child.java(
                StoreMain.class,
                StoreMain.READY,
                "-Xmx512m",
                TestServer.newFolder("bench-store").toString()));
    }

    /** @param database one for each server */
    String uri(String database) {
        return child.answer().replace("/?", "/" + database + "?");
    }

    long pid() {
        return child.pid();
    }

    @Override
    public void close() {
        child.close();
    }
}
