/**
 * Error responses of the REST API: RFC 9457 problems with the product's stable codes, the exception mappers that turn every
 * fault under {@code /api} into one, and the strict reader of JSON request bodies that is their commonest source.
 *
 * <p>Both REST adapters use it, and the filters that refuse requests ({@code web}, {@code health}). It knows neither users nor rooms nor a store, and no
 * container beyond the standard JAX-RS and JSON-P interfaces.
 */
@NullMarked
package xyz.anipub.problem;

import org.jspecify.annotations.NullMarked;
