/**
 * A part of Payara Micro, not of the WAR: answers 503 with {@code Retry-After} while no application is deployed, and keeps the
 * application's files until it has stopped. It is packed
 * into a JAR of its own, {@code ROOT-gate.jar}, which the server is given by {@code --addLibs}; that it is used says
 * {@code preboot.asadmin}. Nothing of the application may be used here, and the application knows nothing of it.
 */
@NullMarked
package xyz.anipub.gate;

import org.jspecify.annotations.NullMarked;
