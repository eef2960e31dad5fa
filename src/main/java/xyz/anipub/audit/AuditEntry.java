package xyz.anipub.audit;

import java.time.Instant;

/**
 * A deed that was written down.
 *
 * @param id 24 hex digits; later ones are greater, but for those of one second on several nodes
 * @param at when, by the clock of the node that wrote it
 */
public record AuditEntry(String id, Instant at, Deed deed) {}
