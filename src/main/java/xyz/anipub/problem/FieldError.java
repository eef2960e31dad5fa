package xyz.anipub.problem;

/**
 * One field of a request that cannot be taken.
 *
 * @param field its name in the request
 * @param message what is wrong with it, as a sentence fragment such as {@code must be a string}; never its value
 */
public record FieldError(String field, String message) {}
