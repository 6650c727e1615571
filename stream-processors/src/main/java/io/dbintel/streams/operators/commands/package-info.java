/** Commands: a change of treatment that is not computed from the instance's own records. */
package io.dbintel.streams.operators.commands;
