package xyz.anipub.chat.notice;

import java.time.Duration;

/**
 * The limits of notices.
 *
 * @param max how many are kept for one person, the newest
 * @param keep for how long
 */
public record NoticeRules(int max, Duration keep) {

    public NoticeRules {
        if (max < 1 || keep.isNegative()) {
            throw new IllegalArgumentException(
                    "anipub.notice.max must be at least 1; anipub.notice.keep must not be negative.");
        }
    }

    /** 500, for 90 days. */
    public static NoticeRules standard() {
        return new NoticeRules(500, Duration.ofDays(90));
    }
}
