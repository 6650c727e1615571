/** The four shapes of an operator, their turns, and the form of what they remember. */
package io.dbintel.streams.operator;
