/** How many customers, and how much of their revenue, each monthly cohort kept. */
package io.holdfast.retention;
