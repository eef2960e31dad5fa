package xyz.anipub.chat.notice;

import java.util.List;

/** Port to whoever tells people at once. */
public interface NoticeAnnouncer {

    /**
     * These people, who were members a moment ago, have notice of these messages. Tells their connections on all nodes, as far as they may
     * read the message when they are told. Neither waits nor throws; who is not reached finds the notice in the list.
     */
    void noticed(List<Addressed> messages);
}
