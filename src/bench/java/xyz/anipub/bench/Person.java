package xyz.anipub.bench;

import java.util.List;
import java.util.stream.IntStream;

/** Somebody in the chat. @param id 24 hex digits */
record Person(String id, String name) {

    /** The n-th of all. */
    static Person number(int n) {
        return new Person(String.format("%024x", 0xbe9c000000L + n), "Person " + n);
    }

    /** Different people. */
    static List<Person> all(int count) {
        return IntStream.range(0, count).mapToObj(Person::number).toList();
    }
}
