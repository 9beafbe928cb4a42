/**
 * The logs of a made-up shop, for those who want to see something before they have something to see. Made by one duty of the application,
 * on its thread.
 */
package dev.logcast.demo;
