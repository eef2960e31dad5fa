/**
 * Which names are taken, kept in MongoDB for users and rooms alike. No rule about names stands here, and no translation of
 * the driver's failures, which each door has of its own.
 */
@NullMarked
package xyz.anipub.text.mongo;

import org.jspecify.annotations.NullMarked;
