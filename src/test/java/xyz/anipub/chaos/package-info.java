/**
 * The server under faults of its machine: killed and paused at seeded moments while people of every kind send and listen; and
 * several of them under those of Redis and the network besides.
 * After each fault the store and every listener are checked against what was acknowledged.
 */
package xyz.anipub.chaos;
