/** Starts the uber-jar: what is asked for on the command line, what can be refused before a server runs, and what the server is given. */
package dev.logcast.launch;
