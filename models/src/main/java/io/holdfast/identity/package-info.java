/** Which records of which systems are one customer, and its id that stays. */
package io.holdfast.identity;
