/** Commands at their place in the log, and the control document they lead to. */
package io.dbintel.streams.commands;
