/** The subcommands. */
package io.dbintel.ctl.commands;
