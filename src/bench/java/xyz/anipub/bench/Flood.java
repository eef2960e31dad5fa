package xyz.anipub.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import xyz.anipub.testing.ChatApi;
import xyz.anipub.testing.ChatClient;
import xyz.anipub.testing.Person;

/**
 * What some people do as fast as the limits let them, or faster.
 *
 * @param here what is done to the members' room or server
 * @param elsewhere the same, done to another one
 */
record Flood(String name, Steps here, Steps elsewhere) {

    /** What is done side by side. @param pauseMillis after each time; 0 as soon as it is answered */
    record Steps(List<Runnable> steps, long pauseMillis) {}

    private static final String STRANGERS = "3 strangers send into a room they are not in";
    private static final String POSTER = "a member POSTs and never emits";
    private static final String LISTER = "one user lists rooms, 4 at a time";
    private static final String LOGINS_OF_NOBODY = "logins under names that nobody has, 12 at a time";

    /** Of all kinds. */
    static final List<String> NAMES = List.of(STRANGERS, POSTER, LISTER, LOGINS_OF_NOBODY);

    private static final int LISTS = 4;
    private static final int LOGINS = 12;

    /** Goes on until what it returns is called. */
    Runnable begin(boolean atHere) {
        Steps steps = atHere ? here : elsewhere;
        ScheduledExecutorService threads =
                Executors.newScheduledThreadPool(steps.steps().size());
        for (Runnable step : steps.steps()) {
            long pause = Math.max(1, TimeUnit.MILLISECONDS.toMicros(steps.pauseMillis()));
            threads.scheduleWithFixedDelay(step, 0, pause, TimeUnit.MICROSECONDS);
        }
        return threads::shutdownNow;
    }

    /** All kinds, and the clients that they need. */
    record Kinds(List<Flood> all, List<ChatClient> clients) implements AutoCloseable {

        @Override
        public void close() {
            clients.forEach(ChatClient::close);
        }
    }

    static Kinds of(ChatApi here, String room, String otherRoom, ChatApi elsewhere) {
        List<Person> strangers = IntStream.range(0, 3)
                .mapToObj(i -> Person.register(here, "Stranger"))
                .toList();
        List<ChatClient> sockets = strangers.stream()
                .flatMap(stranger -> IntStream.range(0, 2).mapToObj(i -> ChatClient.of(stranger)))
                .toList();
        Person poster = Person.register(here, "Poster");
        poster.join(room);
        poster.join(otherRoom);
        ChatClient posterPresent = ChatClient.of(poster);
        posterPresent.join(room);
        posterPresent.join(otherRoom);
        List<ChatClient> clients = new ArrayList<>(sockets);
        clients.add(posterPresent);
        List<Flood> all = List.of(
                new Flood(
                        STRANGERS,
                        sending(sockets, room),
                        sending(sockets, otherRoom)),
                new Flood(
                        POSTER, posting(poster, room), posting(poster, otherRoom)),
                new Flood(
                        LISTER,
                        calling(here, LISTS, Flood::list),
                        calling(elsewhere, LISTS, Flood::list)),
                new Flood(
                        LOGINS_OF_NOBODY,
                        calling(here, LOGINS, Flood::logIn),
                        calling(elsewhere, LOGINS, Flood::logIn)));
        return new Kinds(all, clients);
    }

    private static Steps sending(List<ChatClient> sockets, String room) {
        var message = ChatApi.object("roomId", room, "content", "let me in");
        return new Steps(
                sockets.stream()
                        .<Runnable>map(socket -> () -> socket.tell("send_message", message))
                        .toList(),
                35);
    }

    private static Steps posting(Person poster, String room) {
        Runnable post = () -> poster.tryPost(room, ChatApi.object("content", Person.unique("late")));
        return new Steps(List.of(post, post, post, post), 60);
    }

    private static Steps calling(ChatApi api, int side, Consumer<Person> call) {
        Person person = Person.register(api, "Caller");
        return new Steps(
                IntStream.range(0, side)
                        .<Runnable>mapToObj(i -> () -> call.accept(person))
                        .toList(),
                0);
    }

    private static void list(Person person) {
        person.get("/api/chat/rooms?limit=200").send();
    }

    private static void logIn(Person person) {
        person.api()
                .post("/api/auth/login")
                .json(ChatApi.object("name", Person.unique("Nobody"), "password", Person.PASSWORD))
                .send();
    }
}
