/**
 * What people are to each other, and how they are invited, as documents.
 */
@NullMarked
package xyz.anipub.chat.mongo.people;

import org.jspecify.annotations.NullMarked;
