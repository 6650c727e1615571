/**
 * The live table. Events come in order: {@link io.dbintel.quickstart.view.StatementWindow} and
 * {@link io.dbintel.quickstart.view.SessionWindow} keep the last seconds of them, a {@link
 * io.dbintel.quickstart.view.Snapshot} says what they show, {@link
 * io.dbintel.quickstart.view.TableRenderer} makes lines of it, a {@link
 * io.dbintel.quickstart.view.Screen} prints them.
 */
package io.dbintel.quickstart.view;
