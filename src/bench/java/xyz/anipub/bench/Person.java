package xyz.anipub.bench;

/** Somebody in the chat. @param id 24 hex digits */
record Person(String id, String name) {

    /** The n-th of all. */
    static Person number(int n) {
        return new Person(String.format("%024x", 0xbe9c000000L + n), "Person " + n);
    }
}
