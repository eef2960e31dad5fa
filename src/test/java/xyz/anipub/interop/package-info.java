/**
 * Clients of every major version chat with each other.
 *
 * <p>What one client alone can show is tested where its layer is.
 */
package xyz.anipub.interop;
