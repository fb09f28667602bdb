/** Days, cuts and months; nothing here reads the clock. */
package io.holdfast.time;
