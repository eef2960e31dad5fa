/**
 * A WAR for the official conformance suites, which also shows that one deployment can hold two engines at two paths, and
 * our own suite's run against it.
 *
 * <p>Nothing of the chat, and no test of what the suites do not ask for: those are in the packages that they test.
 */
package xyz.anipub.conformance;
