/** How messages and survey comments sound, from a word list. */
package io.holdfast.sentiment;
