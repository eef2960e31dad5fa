/**
 * What describes the API to programs: REST as OpenAPI, the events as AsyncAPI. The documents are written by hand, in pieces by subject, in
 * the resources' folder {@code openapi}; tests hold them against resources, error codes and events, and every answer that the tests
 * get against them.
 */
@NullMarked
package xyz.anipub.web.openapi;

import org.jspecify.annotations.NullMarked;
