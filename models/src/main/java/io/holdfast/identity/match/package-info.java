/** Which records look like the same company or person, and how sure that is. */
package io.holdfast.identity.match;
