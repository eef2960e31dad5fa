package org.example.chat;

import jakarta.enterprise.context.RequestScoped;

/** One for each event. */
@RequestScoped
public class Errand {

    private int count;

    int next() {
        return ++count;
    }
}
