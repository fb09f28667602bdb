/** Rule-based health and early warnings of accounts, by rules that the company writes itself. */
package io.holdfast.health;
