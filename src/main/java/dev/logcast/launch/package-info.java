/**
 * Starts the uber-jar: what is asked for on the command line, what can be refused before a server runs, and what the server is given. On
 * the process's first thread; standard input and the footprint have one each. The application never sees these classes.
 */
package dev.logcast.launch;
