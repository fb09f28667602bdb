/** Scores in words: what may happen to an account, why, since when, and what to do about it. */
package io.holdfast.score;
