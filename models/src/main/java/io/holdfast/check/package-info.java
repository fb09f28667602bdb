/** What the night expects of its data, and what it found instead. */
package io.holdfast.check;
