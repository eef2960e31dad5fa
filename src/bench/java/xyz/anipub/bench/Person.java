package xyz.anipub.bench;

import java.util.List;
import java.util.stream.IntStream;

/** Somebody in the chat. @param id 24 hex digits */
record Person(String id, String name) {

    /** So many people are told of everybody who enters a room; with more it would take longer than what is measured. */
    private static final int DIFFERENT = 1000;

    /** The n-th of all. */
    static Person number(int n) {
        return new Person(String.format("%024x", 0xbe9c000000L + n), "Person " + n);
    }

    /** Different people. */
    static List<Person> all(int count) {
        return IntStream.range(0, count).mapToObj(Person::number).toList();
    }

    /** Different people up to a thousand; of more, some are there several times. */
    static List<Person> first(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> number(n % DIFFERENT))
                .toList();
    }
}
