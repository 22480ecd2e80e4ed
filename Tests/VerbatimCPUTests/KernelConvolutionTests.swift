import CVerbatimKernels
import Testing

@Suite struct KernelConvolutionTests {
    @Test(arguments: ValueKind.allCases) func forwardEqualsThePlainSum(_ kind: ValueKind) {
        var random = KernelGenerator(UInt64(ValueKind.allCases.firstIndex(of: kind)!) + 11)
        for _ in 0..<120 {
            var conv = randomConvolution(&random, baseDilation: true)
            conv.bias = Int32(random.int(0...1))
            conv.relu = Int32(random.int(0...1))
            let (inputs, outputs) = (conv.in_c / conv.groups, conv.out_c / conv.groups)
            let tap = inputs * conv.out_c
            switch random.int(0...2) {
            case 0:
                (conv.w_o, conv.w_i, conv.w_g) = (1, conv.out_c, outputs)
                (conv.w_w, conv.w_h) = (tap, conv.kernel_w * tap)
            case 1:
                (conv.w_i, conv.w_o, conv.w_g) = (1, inputs, outputs * inputs)
                (conv.w_w, conv.w_h) = (tap, conv.kernel_w * tap)
            default:
                (conv.w_o, conv.w_i, conv.w_g) = (1, conv.out_c, outputs)
                (conv.w_w, conv.w_h) = (-tap, -conv.kernel_w * tap)
                conv.w_start = (conv.kernel_h * conv.kernel_w - 1) * tap
            }
            checkForward(conv, kind, &random)
        }
    }

    @Test func inputGradientIsTheTransposeOfForward() {
        var random = KernelGenerator(5)
        for _ in 0..<60 {
            var conv = randomConvolution(&random, baseDilation: false)
            let (inputs, outputs) = (conv.in_c / conv.groups, conv.out_c / conv.groups)
            (conv.w_o, conv.w_i, conv.w_g) = (1, conv.out_c, outputs)
            (conv.w_w, conv.w_h) = (inputs * conv.out_c, conv.kernel_w * inputs * conv.out_c)
            let gradient = vb_conv_input_gradient(&conv)
            checkForward(gradient, .ordinary, &random)
            // Whole numbers are exact in any order, so the sum over the forward convolution's terms is the answer.
            let dy = (0..<Int(conv.batch * conv.out_h * conv.out_w * conv.out_c)).map { _ in Float(random.int(-9...9)) }
            let w = (0..<Int(conv.kernel_h * conv.w_h)).map { _ in Float(random.int(-9...9)) }
            var expected = [Float](repeating: 0, count: Int(conv.batch * conv.in_h * conv.in_w * conv.in_c))
            for output in 0..<dy.count {
                forEachTerm(of: output, conv) { input, weight in
                    if let input { expected[input] += dy[output] * w[weight] }
                }
            }
            for kernels in availableKernels() {
                let dx = run(gradient, kernels, x: dy, w: w, bias: [], cut: 0, workers: 2)
                #expect(dx == expected)
            }
        }
    }

    @Test(arguments: ValueKind.allCases) func weightGradientEqualsThePlainSum(_ kind: ValueKind) {
        var random = KernelGenerator(UInt64(ValueKind.allCases.firstIndex(of: kind)!) + 21)
        for _ in 0..<120 {
            let conv = randomConvolution(&random, baseDilation: false)
            checkWeights(
                conv, leaf: random.chance(70) ? random.int(1...4) : Int(conv.batch) + random.int(0...1), kind, &random)
        }
    }

    /// Few outputs, so that a kernel takes the inputs as columns, with samples alone and together.
    @Test(arguments: ValueKind.allCases) func weightGradientOfFewOutputs(_ kind: ValueKind) {
        var random = KernelGenerator(UInt64(ValueKind.allCases.firstIndex(of: kind)!) + 41)
        var isTurned: Set<Int32> = []
        for (inputs, outputs, kernel, stride, pad) in [
            (16, 16, 3, 1, 1), (16, 9, 3, 2, 0), (32, 3, 1, 1, 0), (48, 16, 2, 1, 0), (8, 2, 4, 1, 2),
        ] {
            for leaf in [1, 2] {
                let c = convolution(
                    batch: 3, image: (7, 19, inputs), outputs: outputs, kernel: kernel, stride: stride, pad: pad)
                for kernels in availableKernels() {
                    var (plan, gradient) = (vb_conv_weights_plan(), vb_conv_weights(conv: c, leaf: Int64(leaf)))
                    kernels.conv_weights_plan(&plan, &gradient, 1)
                    isTurned.insert(plan.turned)
                }
                checkWeights(c, leaf: leaf, kind, &random)
            }
        }
        #expect(isTurned.contains(1))
    }

    /// More positions than a tile takes at once, so that sums of chunks rest, with samples alone, in pairs and side by side.
    @Test(arguments: ValueKind.allCases) func weightGradientOfLargeImages(_ kind: ValueKind) {
        var random = KernelGenerator(UInt64(ValueKind.allCases.firstIndex(of: kind)!) + 61)
        var rests: Set<Int32> = []
        for (height, width, inputs, outputs, stride, pad) in [
            (37, 31, 2, 3, 1, 1), (33, 64, 1, 16, 1, 0), (51, 49, 3, 2, 2, 1), (24, 23, 16, 4, 1, 0),
        ] {
            for leaf in 1...3 {
                let c = convolution(
                    batch: 5, image: (height, width, inputs), outputs: outputs, kernel: 2, stride: stride, pad: pad)
                for kernels in availableKernels() {
                    var (plan, gradient) = (vb_conv_weights_plan(), vb_conv_weights(conv: c, leaf: Int64(leaf)))
                    kernels.conv_weights_plan(&plan, &gradient, 1)
                    rests.insert(plan.rests)
                }
                checkWeights(c, leaf: leaf, kind, &random)
            }
        }
        #expect(rests == [0, 1])
    }

    private func convolution(
        batch: Int, image: (height: Int, width: Int, features: Int), outputs: Int, kernel: Int, stride: Int, pad: Int
    ) -> vb_conv {
        var c = vb_conv()
        (c.batch, c.groups, c.in_c, c.out_c) = (Int64(batch), 1, Int64(image.features), Int64(outputs))
        (c.in_h, c.in_w) = (Int64(image.height), Int64(image.width))
        (c.kernel_h, c.kernel_w) = (Int64(kernel), Int64(kernel))
        (c.stride_h, c.stride_w, c.pad_top, c.pad_left) = (Int64(stride), Int64(stride), Int64(pad), Int64(pad))
        (c.dilation_h, c.dilation_w, c.base_dilation_h, c.base_dilation_w) = (1, 1, 1, 1)
        c.out_h = (c.in_h + 2 * c.pad_top - c.kernel_h) / c.stride_h + 1
        c.out_w = (c.in_w + 2 * c.pad_left - c.kernel_w) / c.stride_w + 1
        return c
    }

    private func checkWeights(_ conv: vb_conv, leaf: Int, _ kind: ValueKind, _ random: inout KernelGenerator) {
        var gradient = vb_conv_weights(conv: conv, leaf: Int64(leaf))
        let c = Geometry(conv)
        let x = random.floats(c.batch * c.inH * c.inW * c.inC, kind)
        let dy = random.floats(c.batch * c.outH * c.outW * c.outC, kind)
        let (inputs, outputs) = (c.inC / c.groups, c.outC / c.groups)
        let positions = c.outH * c.outW
        var expected: [Float] = []
        for ky in 0..<c.kernelH {
            for kx in 0..<c.kernelW {
                for i in 0..<inputs {
                    for o in 0..<c.outC {
                        let group = o / outputs
                        let leaves = stride(from: 0, to: c.batch, by: max(1, leaf)).map { first -> Float in
                            let samples = min(max(1, leaf), c.batch - first)
                            return Plain.contraction(positions * samples) { k in
                                let (n, oy, ox) = (first + k % samples, k / samples / c.outW, k / samples % c.outW)
                                let input = c.input(n, oy, ox, ky, kx, group * inputs + i)
                                return (
                                    input.map { x[$0] } ?? 0, dy[((n * c.outH + oy) * c.outW + ox) * c.outC + o]
                                )
                            }
                        }
                        expected.append(Plain.tree(leaves))
                    }
                }
            }
        }
        for kernels in availableKernels() {
            var plan = vb_conv_weights_plan()
            kernels.conv_weights_plan(&plan, &gradient, Int32(random.int(1...4)))
            var dw = [Float](repeating: .infinity, count: expected.count)
            let cut = Int64(random.int(0...Int(plan.parts)))
            withKernelMemory(plan.scratch_bytes) { scratch in
                kernels.conv_weights_run(&plan, x, dy, &dw, scratch, cut, plan.parts)
                kernels.conv_weights_run(&plan, x, dy, &dw, scratch, 0, cut)
            }
            if let index = firstDifference(dw, expected) {
                Issue.record(
                    "isa \(kernels.isa): \(index) is \(dw[index]), expected \(expected[index]) in \(gradient)")
                return
            }
        }
    }

    private func checkForward(_ conv: vb_conv, _ kind: ValueKind, _ random: inout KernelGenerator) {
        let c = Geometry(conv)
        let inputs = c.inC / c.groups
        let x = random.floats(c.batch * c.inH * c.inW * c.inC, kind)
        let w = random.floats(c.kernelH * c.kernelW * inputs * c.outC, kind)
        let bias = random.floats(c.outC, kind)
        let expected = (0..<c.batch * c.outH * c.outW * c.outC).map { output -> Float in
            var terms: [(Float, Float)] = []
            forEachTerm(of: output, conv) { input, weight in terms.append((input.map { x[$0] } ?? 0, w[weight])) }
            var y = Plain.contraction(terms.count) { terms[$0] }
            if conv.bias != 0 { y = Plain.canonical(y + bias[output % c.outC]) }
            return conv.relu != 0 ? Plain.relu(y) : y
        }
        for kernels in availableKernels() {
            let y = run(
                conv, kernels, x: x, w: w, bias: bias, cut: random.int(0...100), workers: Int32(random.int(1...4)))
            if let index = firstDifference(y, expected) {
                Issue.record("isa \(kernels.isa): \(index) is \(y[index]), expected \(expected[index]) in \(conv)")
                return
            }
        }
    }

    private func run(
        _ conv: vb_conv, _ kernels: vb_kernels, x: [Float], w: [Float], bias: [Float], cut: Int, workers: Int32
    ) -> [Float] {
        var conv = conv
        var plan = vb_conv_plan()
        kernels.conv_plan(&plan, &conv, workers)
        var y = [Float](repeating: .infinity, count: Int(conv.batch * conv.out_h * conv.out_w * conv.out_c))
        withKernelMemory(plan.packed_bytes) { packed in
            withKernelMemory(plan.scratch_bytes) { scratch in
                let packed = packed.assumingMemoryBound(to: Float.self)
                for unit in (0..<plan.pack_units).reversed() { kernels.conv_pack(&plan, w, packed, unit, unit + 1) }
                let cut = plan.parts * Int64(cut) / 100
                kernels.conv_run(&plan, x, w, bias, &y, packed, scratch, cut, plan.parts)
                kernels.conv_run(&plan, x, w, bias, &y, packed, scratch, 0, cut)
            }
        }
        return y
    }

    /// Calls `body` with the index of each input (nil for padding) and weight that an output sums over, in order.
    private func forEachTerm(of output: Int, _ conv: vb_conv, _ body: (Int?, Int) -> Void) {
        let c = Geometry(conv)
        let (o, ox) = (output % c.outC, output / c.outC % c.outW)
        let (oy, n) = (output / c.outC / c.outW % c.outH, output / c.outC / c.outW / c.outH)
        let (inputs, outputs) = (c.inC / c.groups, c.outC / c.groups)
        let group = o / outputs
        for ky in 0..<c.kernelH {
            for kx in 0..<c.kernelW where c.isTerm(oy, ox, ky, kx) {
                for i in 0..<inputs {
                    let weight =
                        Int(conv.w_start) + ky * Int(conv.w_h) + kx * Int(conv.w_w) + i * Int(conv.w_i)
                        + group * Int(conv.w_g) + o % outputs * Int(conv.w_o)
                    body(c.input(n, oy, ox, ky, kx, group * inputs + i), weight)
                }
            }
        }
    }

    private func randomConvolution(_ random: inout KernelGenerator, baseDilation: Bool) -> vb_conv {
        var c = vb_conv()
        c.groups = Int64(random.chance(25) ? random.int(2...3) : 1)
        c.batch = Int64(random.chance(25) ? random.int(0...11) : random.int(1...3))
        c.in_c = c.groups * Int64(random.chance(20) ? random.int(20...60) : random.int(1...9))
        c.out_c = c.groups * Int64(random.chance(33) ? 16 * random.int(1...5) : random.int(1...30))
        func extent(
            _ size: inout Int64, _ kernel: inout Int64, _ stride: inout Int64, _ dilation: inout Int64,
            _ base: inout Int64, _ pad: inout Int64, _ random: inout KernelGenerator
        ) -> Int64 {
            size = Int64(random.int(1...10))
            kernel = Int64(random.int(1...4))
            stride = Int64(random.int(1...3))
            dilation = random.chance(33) ? 2 : 1
            base = baseDilation && random.chance(33) ? Int64(random.int(2...3)) : 1
            pad = random.chance(33) ? 0 : Int64(random.int(-1...3))
            let after = random.chance(33) ? 0 : Int64(random.int(-1...3))
            let room = (size - 1) * base + 1 + pad + after - ((kernel - 1) * dilation + 1)
            return room < 0 ? 0 : room / stride + 1
        }
        c.out_h = extent(
            &c.in_h, &c.kernel_h, &c.stride_h, &c.dilation_h, &c.base_dilation_h, &c.pad_top, &random)
        c.out_w = extent(
            &c.in_w, &c.kernel_w, &c.stride_w, &c.dilation_w, &c.base_dilation_w, &c.pad_left, &random)
        return c
    }
}

/// A convolution's sizes, and which input a tap reads.
private struct Geometry {
    let batch, inH, inW, inC, outH, outW, outC, kernelH, kernelW, groups: Int
    private let c: vb_conv

    init(_ conv: vb_conv) {
        c = conv
        (batch, inH, inW, inC) = (Int(c.batch), Int(c.in_h), Int(c.in_w), Int(c.in_c))
        (outH, outW, outC) = (Int(c.out_h), Int(c.out_w), Int(c.out_c))
        (kernelH, kernelW, groups) = (Int(c.kernel_h), Int(c.kernel_w), Int(c.groups))
    }

    private func place(_ oy: Int, _ ox: Int, _ ky: Int, _ kx: Int) -> (Int, Int) {
        (
            oy * Int(c.stride_h) + ky * Int(c.dilation_h) - Int(c.pad_top),
            ox * Int(c.stride_w) + kx * Int(c.dilation_w) - Int(c.pad_left)
        )
    }

    func isTerm(_ oy: Int, _ ox: Int, _ ky: Int, _ kx: Int) -> Bool {
        let (y, x) = place(oy, ox, ky, kx)
        return y % Int(c.base_dilation_h) == 0 && x % Int(c.base_dilation_w) == 0
    }

    func input(_ n: Int, _ oy: Int, _ ox: Int, _ ky: Int, _ kx: Int, _ feature: Int) -> Int? {
        var (y, x) = place(oy, ox, ky, kx)
        y /= Int(c.base_dilation_h)
        x /= Int(c.base_dilation_w)
        let (low, left) = place(oy, ox, ky, kx)
        guard low >= 0, left >= 0, y < inH, x < inW else { return nil }
        return ((n * inH + y) * inW + x) * inC + feature
    }
}
