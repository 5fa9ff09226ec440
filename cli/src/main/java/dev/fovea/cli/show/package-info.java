/** {@code fovea show}: pictures of what a network is, learnt and got wrong. */
package dev.fovea.cli.show;
