/**
 * A part of the server, not of the WAR: keeps people out of Payara Micro while the application is not there, and the
 * application's files there until it has stopped. It is packed
 * into a JAR of its own, {@code ROOT-gate.jar}, which the server is given by {@code --addLibs}; that it is used says
 * {@code preboot.asadmin}. Nothing of the application may be used here, and the application knows nothing of it.
 */
@NullMarked
package xyz.anipub.gate;

import org.jspecify.annotations.NullMarked;
