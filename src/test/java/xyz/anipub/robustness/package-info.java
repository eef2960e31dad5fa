/**
 * What strangers do who mean no good, or whose network has failed, against a server of its own: afterwards everything
 * they made it hold is gone.
 *
 * <p>What such a client is told is tested where its layer is.
 */
package xyz.anipub.robustness;
