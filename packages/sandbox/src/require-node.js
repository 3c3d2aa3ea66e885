// Plain JavaScript, loaded before anything that an old Node could not read: npm may have left out the one that we bring.
if (Number.parseInt(process.versions.node, 10) < 26) {
  process.stderr.write(
    `This needs Node 26 or newer, and this is ${process.versions.node}: run "npm ci", which brings one, and start through npm.\n`,
  )
  process.exit(1)
}
