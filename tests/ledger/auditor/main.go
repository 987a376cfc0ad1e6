// Audits a log with golang.org/x/mod/sumdb alone: nothing here knows how the log was written.
//
//	auditor VERIFIER-KEY LOG PROOF... [-from CHECKPOINT PROOF]
//
// LOG has checkpoint and tile/; each PROOF is a tlog-proof@v1 of an entry; with -from, CHECKPOINT is an older one and
// PROOF shows that the log continues it. Prints one line; everything that was changed on purpose must be refused.
package main

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func fail(format string, args ...any) {
	fmt.Fprintf(os.Stderr, "auditor: "+format+"\n", args...)
	os.Exit(1)
}

func must[T any](value T, err error) T {
	if err != nil {
		fail("%v", err)
	}
	return value
}

// tiles reads the tiles of a log's folder; damage names one whose bytes are changed on the way.
type tiles struct {
	folder string
	damage string
	read   map[string]tlog.Tile
}

func (t *tiles) Height() int                     { return 8 }
func (t *tiles) SaveTiles([]tlog.Tile, [][]byte) {}
func (t *tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range wanted {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		data, err := os.ReadFile(filepath.Join(t.folder, path))
		if err != nil {
			return nil, err
		}
		if path == t.damage {
			data[len(data)-1] ^= 1
		}
		t.read[path] = tile
		all = append(all, data)
	}
	return all, nil
}

// head is a checkpoint whose signature holds.
func head(text string, verifiers note.Verifiers) (tlog.Tree, error) {
	opened, err := note.Open([]byte(text), verifiers)
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	hash, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: hash}, err
}

// entries are the log's, from its bundles.
func entries(folder string, size int64) [][]byte {
	var all [][]byte
	for n := int64(0); n*256 < size; n++ {
		tile := tlog.Tile{H: 8, L: 0, N: n, W: int(min(size-n*256, 256))}
		path := strings.Replace(tile.Path(), "tile/8/0/", "tile/entries/", 1)
		data := must(os.ReadFile(filepath.Join(folder, path)))
		for len(data) > 0 {
			length := int(binary.BigEndian.Uint16(data))
			all = append(all, data[2:2+length])
			data = data[2+length:]
		}
	}
	return all
}

func cutPrefix(text, prefix string) (string, bool) {
	return strings.TrimPrefix(text, prefix), strings.HasPrefix(text, prefix)
}

func min(a, b int64) int64 {
	if a < b {
		return a
	}
	return b
}

// hashes are the lines up to the first empty one; rest is what follows it.
func hashes(text string) (proof []tlog.Hash, rest string) {
	for {
		line, after, found := strings.Cut(text, "\n")
		if !found {
			fail("a proof ends early")
		}
		text = after
		if line == "" {
			return proof, text
		}
		proof = append(proof, must(tlog.ParseHash(line)))
	}
}

// signature is the bytes of a checkpoint's only signature. Go takes any trailing bits in base64, so that two texts can be one.
func signature(checkpoint string) string {
	words := strings.Fields(checkpoint)
	return string(must(base64.StdEncoding.DecodeString(words[len(words)-1])))
}

func checkEntries(reader tlog.HashReader, tree tlog.Tree, all [][]byte) {
	if int64(len(all)) != tree.N {
		fail("%d entries in a log of %d", len(all), tree.N)
	}
	var indexes []int64
	for i := range all {
		indexes = append(indexes, tlog.StoredHashIndex(0, int64(i)))
	}
	for i, hash := range must(reader.ReadHashes(indexes)) {
		if hash != tlog.RecordHash(all[i]) {
			fail("entry %d is not what the tiles have", i)
		}
	}
}

func checkProof(path string, verifiers note.Verifiers, all [][]byte, log tlog.HashReader) {
	text := string(must(os.ReadFile(path)))
	text, found := cutPrefix(text, "c2sp.org/tlog-proof@v1\n")
	if !found {
		fail("%s is no proof", path)
	}
	line, text, _ := strings.Cut(text, "\n")
	if extra, found := cutPrefix(line, "extra "); found {
		must(base64.StdEncoding.DecodeString(extra))
		line, text, _ = strings.Cut(text, "\n")
	}
	number, _ := cutPrefix(line, "index ")
	index := must(strconv.ParseInt(number, 10, 64))
	proof, checkpoint := hashes(text)
	tree := must(head(checkpoint, verifiers))
	leaf := tlog.RecordHash(all[index])
	if err := tlog.CheckRecord(proof, tree.N, tree.Hash, index, leaf); err != nil {
		fail("%s: %v", path, err)
	}
	own := must(tlog.ProveRecord(tree.N, index, log))
	if fmt.Sprint(own) != fmt.Sprint(tlog.RecordProof(proof)) {
		fail("%s: another proof than Go makes", path)
	}
	if tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(append([]byte{1}, all[index]...))) == nil {
		fail("%s: a changed entry was taken", path)
	}
	for i := range proof {
		proof[i][0] ^= 1
		if tlog.CheckRecord(proof, tree.N, tree.Hash, index, leaf) == nil {
			fail("%s: a changed proof was taken", path)
		}
		proof[i][0] ^= 1
	}
}

func checkContinues(older, path string, verifiers note.Verifiers, tree tlog.Tree, log tlog.HashReader) {
	before := must(head(string(must(os.ReadFile(older))), verifiers))
	text := string(must(os.ReadFile(path)))
	line, text, _ := strings.Cut(text, "\n")
	if line != fmt.Sprintf("old %d", before.N) {
		fail("%s is not from %d", path, before.N)
	}
	proof, _ := hashes(text)
	if err := tlog.CheckTree(proof, tree.N, tree.Hash, before.N, before.Hash); err != nil {
		fail("%s: %v", path, err)
	}
	own := must(tlog.ProveTree(tree.N, before.N, log))
	if fmt.Sprint(own) != fmt.Sprint(tlog.TreeProof(proof)) {
		fail("%s: another proof than Go makes", path)
	}
	before.Hash[5] ^= 1
	if tlog.CheckTree(proof, tree.N, tree.Hash, before.N, before.Hash) == nil {
		fail("%s: another history was taken", path)
	}
}

// checkDamage changes a byte of one tile after the other, of some twenty where there are more, and counts the refusals.
// The changed tile is asked for last: ReadHashes holds the first tiles beyond the tree's own to nothing while they are fewer
// than the subtrees that make up the tree's size.
func checkDamage(tree tlog.Tree, reader *tiles) int {
	var paths []string
	for path := range reader.read {
		paths = append(paths, path)
	}
	sort.Strings(paths)
	step, refused := 1+len(paths)/20, 0
	for i := 0; i < len(paths); i += step {
		path := paths[i]
		var others, own []int64
		for entry := int64(0); entry < tree.N; entry += 256 {
			index := tlog.StoredHashIndex(0, entry)
			if tile := tlog.TileForIndex(8, index); tile.L == reader.read[path].L && tile.N == reader.read[path].N {
				own = append(own, index)
			} else {
				others = append(others, index)
			}
		}
		damaged := &tiles{folder: reader.folder, damage: path, read: map[string]tlog.Tile{}}
		if _, err := tlog.TileHashReader(tree, damaged).ReadHashes(append(others, own...)); err == nil {
			fail("%s was taken with a changed byte", path)
		}
		refused++
	}
	return refused
}

func main() {
	key, folder, rest := os.Args[1], os.Args[2], os.Args[3:]
	verifiers := note.VerifierList(must(note.NewVerifier(key)))
	text := string(must(os.ReadFile(filepath.Join(folder, "checkpoint"))))
	tree := must(head(text, verifiers))
	for i := 0; i < len(text); i++ {
		changed := []byte(text)
		changed[i] ^= 1
		if _, err := head(string(changed), verifiers); err == nil && signature(string(changed)) != signature(text) {
			fail("a checkpoint with a changed byte %d was taken", i)
		}
	}

	reader := &tiles{folder: folder, read: map[string]tlog.Tile{}}
	log := tlog.TileHashReader(tree, reader)
	if must(tlog.TreeHash(tree.N, log)) != tree.Hash {
		fail("the tiles make another tree")
	}
	all := entries(folder, tree.N)
	checkEntries(log, tree, all)
	refused := checkDamage(tree, reader)
	proofs := 0
	for len(rest) > 0 && rest[0] != "-from" {
		checkProof(rest[0], verifiers, all, log)
		rest = rest[1:]
		proofs++
	}
	if len(rest) == 3 {
		checkContinues(rest[1], rest[2], verifiers, tree, log)
	}
	fmt.Printf("%d entries, %d tiles, %d proofs; %d tiles refused when changed\n", tree.N, len(reader.read), proofs, refused)
}
