package xyz.anipub.bench;

/** A running server that can be measured. */
interface Target {

    /** What stands in the table's head. */
    String name();

    int port();

    /** Where Socket.IO is, with a slash at its end. */
    String path();

    long pid();

    /** What a person shows to be let into the namespace: JSON, or nothing. */
    String auth(Person person);

    /** A room that nobody is in. */
    String newRoom();
}
