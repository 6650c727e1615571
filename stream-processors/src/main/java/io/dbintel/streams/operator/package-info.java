/** The two shapes of an operator, their turns, and the sectioned value they share. */
package io.dbintel.streams.operator;
