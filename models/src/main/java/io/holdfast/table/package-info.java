/** The contract of every table: grain, key, columns and what each column means. */
package io.holdfast.table;
