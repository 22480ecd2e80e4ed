import Testing
import VerbatimArithmetic

@Suite struct CanonicalTreeTests {
    /// A merge that records the shape, so that any other association is seen.
    private static func merge(_ a: String, _ b: String) -> String { "(\(a)+\(b))" }

    @Test func shapeIsTheStatedOne() {
        func tree(_ n: Int) -> String? {
            CanonicalTree.combine(count: n, leaf: { "\($0)" }, merge: Self.merge)
        }
        #expect(tree(0) == nil)
        #expect(tree(1) == "0")
        #expect(tree(4) == "((0+1)+(2+3))")
        #expect(tree(7) == "(((0+1)+(2+3))+((4+5)+6))")
    }

    @Test func counterAndRangesGiveTheTree() {
        var random = Philox4x32Generator(seed: 1)
        for n in 0...70 {
            let leaves = (0..<n).map { "\($0)" }
            let expected = CanonicalTree.combine(count: n, leaf: { leaves[$0] }, merge: Self.merge)
            var counter = BinaryCounter<String>()
            for leaf in leaves { counter.push(leaf, merge: Self.merge) }
            #expect(counter.finish(merge: Self.merge) == expected)

            // Ranges of random sizes, handed over in random order, some as complete subtrees.
            var ranges: [(Int, Int)] = []
            var lo = 0
            while lo < n {
                let hi = min(n, lo + 1 + Int(random.next(below: 9)))
                ranges.append((lo, hi))
                lo = hi
            }
            for i in ranges.indices.reversed() { ranges.swapAt(i, Int(random.next(below: UInt64(i + 1)))) }
            var positional = PositionalCounter<String>()
            for (i, (lo, hi)) in ranges.enumerated() {
                if i % 2 == 0 {
                    positional.insert(lo, leaves[lo..<hi], merge: Self.merge)
                } else {
                    for (start, size) in CanonicalTree.subtrees(lo, hi) {
                        let partial = CanonicalTree.combine(
                            start, count: size, leaf: { leaves[$0] }, merge: Self.merge)!
                        positional.insert(start, size: size, partial, merge: Self.merge)
                    }
                }
            }
            #expect(positional.count == n)
            #expect(positional.finish(merge: Self.merge) == expected)
        }
    }

    @Test func gapsAreSeen() {
        var counter = PositionalCounter<Int>()
        counter.insert(0, [1, 2, 3], merge: +)
        counter.insert(4, [5], merge: +)
        #expect(!counter.isContiguous)
        #expect(counter.finish(merge: +) == nil)
        counter.insert(3, [4], merge: +)
        #expect(counter.finish(merge: +) == 15)
    }

    @Test func leavesPerSample() {
        #expect(SampleLeaf.samplesPerLeaf(samples: 32, positionsPerSample: 1) == 8)
        #expect(SampleLeaf.samplesPerLeaf(samples: 65, positionsPerSample: 1) == 16)
        #expect(SampleLeaf.samplesPerLeaf(samples: 257, positionsPerSample: 1) == 32)
        #expect(SampleLeaf.samplesPerLeaf(samples: 32, positionsPerSample: 225) == 2)
        #expect(SampleLeaf.samplesPerLeaf(samples: 32, positionsPerSample: 256) == 1)
        #expect(SampleLeaf.samplesPerLeaf(samples: 32, positionsPerSample: 64) == 4)
        #expect(SampleLeaf.samplesPerLeaf(samples: 32, positionsPerSample: 63) == 8)
        #expect(SampleLeaf.samplesPerLeaf(samples: 32, positionsPerSample: 1024) == 1)
    }
}
