"""Lowers small programs with JAX and writes their text, inputs and outputs."""
import os, sys
os.environ["JAX_PLATFORMS"]="cpu"
import numpy as np, jax, jax.numpy as jnp
from jax import lax
out=sys.argv[1]
os.makedirs(out,exist_ok=True)
rng=np.random.default_rng(7)
def f32(*s,scale=1.0): return (rng.standard_normal(s)*scale).astype(np.float32)
def save(name,f,*args,platform="cpu"):
    flat,tree=jax.tree_util.tree_flatten(args)
    g=lambda *flat: tuple(jax.tree_util.tree_leaves(f(*jax.tree_util.tree_unflatten(tree,flat))))
    low=jax.jit(g).trace(*flat).lower(lowering_platforms=(platform,))
    text=low.as_text()
    res=jax.jit(g)(*flat)
    open(f"{out}/{name}.mlir","w").write(text)
    np.savez(f"{out}/{name}.npz",**{f"in{i}":np.asarray(a) for i,a in enumerate(flat)},**{f"out{i}":np.asarray(r) for i,r in enumerate(res)})
    print(name,len(text),sum(np.asarray(a).nbytes for a in list(flat)+list(res)))
# MLP step, SGD with momentum
def mlp(p,x):
    h=jnp.tanh(x@p["w1"]+p["b1"]); h=jax.nn.relu(h@p["w2"]+p["b2"]); return h@p["w3"]+p["b3"]
def mlp_loss(p,x,y): return -jnp.mean(jnp.sum(jax.nn.log_softmax(mlp(p,x))*y,-1))
def mlp_step(p,m,x,y):
    l,g=jax.value_and_grad(mlp_loss)(p,x,y)
    m=jax.tree.map(lambda m,g:0.9*m+g,m,g); p=jax.tree.map(lambda p,m:p-0.1*m,p,m)
    return p,m,l
p={"w1":f32(16,24,scale=.3),"b1":f32(24,scale=.1),"w2":f32(24,20,scale=.3),"b2":f32(20,scale=.1),"w3":f32(20,10,scale=.3),"b3":f32(10,scale=.1)}
m=jax.tree.map(lambda a:np.zeros_like(a),p)
y=np.eye(10,dtype=np.float32)[rng.integers(0,10,12)]
save("mlp_step",mlp_step,p,m,f32(12,16),y)
# the seed CNN, narrow: conv conv pool dropout twice, dense, dropout, dense, RMSprop
def conv(x,w,pad): return lax.conv_general_dilated(x,w,(1,1),pad,dimension_numbers=("NHWC","HWIO","NHWC"))
def pool(x): return lax.reduce_window(x,-jnp.inf,lax.max,(1,2,2,1),(1,2,2,1),"VALID")
def cnn(p,x,key):
    k1,k2,k3=jax.random.split(key,3)
    def drop(x,r,k): return jnp.where(jax.random.bernoulli(k,1-r,x.shape),x/(1-r),0)
    x=jax.nn.relu(conv(x,p["c1"],"SAME")+p["d1"]); x=jax.nn.relu(conv(x,p["c2"],"VALID")+p["d2"]); x=drop(pool(x),.25,k1)
    x=jax.nn.relu(conv(x,p["c3"],"SAME")+p["d3"]); x=jax.nn.relu(conv(x,p["c4"],"VALID")+p["d4"]); x=drop(pool(x),.25,k2)
    x=x.reshape(x.shape[0],-1); x=drop(jax.nn.relu(x@p["w1"]+p["e1"]),.5,k3)
    return jax.nn.softmax(x@p["w2"]+p["e2"])
def cnn_loss(p,x,y,key): return -jnp.mean(jnp.sum(jnp.log(jnp.clip(cnn(p,x,key),1e-7,1-1e-7))*y,-1))
def cnn_step(p,v,x,y,key):
    l,g=jax.value_and_grad(cnn_loss)(p,x,y,key)
    v=jax.tree.map(lambda v,g:0.9*v+0.1*g*g,v,g)
    p=jax.tree.map(lambda p,v,g:p-1e-3*g/(jnp.sqrt(v)+1e-7),p,v,g)
    return p,v,l
p={"c1":f32(3,3,3,6,scale=.3),"d1":f32(6,scale=.1),"c2":f32(3,3,6,6,scale=.2),"d2":f32(6,scale=.1),"c3":f32(3,3,6,8,scale=.2),"d3":f32(8,scale=.1),"c4":f32(3,3,8,8,scale=.2),"d4":f32(8,scale=.1),"w1":f32(32,16,scale=.2),"e1":f32(16,scale=.1),"w2":f32(16,10,scale=.2),"e2":f32(10,scale=.1)}
v=jax.tree.map(lambda a:np.full_like(a,.01),p)
y=np.eye(10,dtype=np.float32)[rng.integers(0,10,4)]
save("cnn_step",cnn_step,p,v,f32(4,14,14,3),y,np.array([1,2],np.uint32))
# transformer block with Adam
D,H,T,B=16,2,6,3
def norm(x,g,b): 
    mu=x.mean(-1,keepdims=True); va=((x-mu)**2).mean(-1,keepdims=True); return (x-mu)*lax.rsqrt(va+1e-5)*g+b
def block(p,x):
    h=norm(x,p["g1"],p["b1"]); q,k,w=jnp.split(h@p["qkv"],3,-1)
    sh=lambda a:a.reshape(B,T,H,D//H).transpose(0,2,1,3)
    s=jnp.einsum("bhqd,bhkd->bhqk",sh(q),sh(k))/np.sqrt(D//H)
    s=jnp.where(jnp.tril(jnp.ones((T,T),bool)),s,-1e9)
    o=jnp.einsum("bhqk,bhkd->bhqd",jax.nn.softmax(s),sh(w)).transpose(0,2,1,3).reshape(B,T,D)
    x=x+o@p["o"]; h=norm(x,p["g2"],p["b2"])
    return x+jax.nn.gelu(h@p["f1"],approximate=False)@p["f2"]
def tr_step(p,m,v,t,x,y):
    l,g=jax.value_and_grad(lambda p:jnp.mean((block(p,x)-y)**2))(p)
    t=t+1
    m=jax.tree.map(lambda m,g:.9*m+.1*g,m,g); v=jax.tree.map(lambda v,g:.999*v+.001*g*g,v,g)
    c1=1-.9**t.astype(jnp.float32); c2=1-.999**t.astype(jnp.float32)
    p=jax.tree.map(lambda p,m,v:p-1e-3*(m/c1)/(jnp.sqrt(v/c2)+1e-8),p,m,v)
    return p,m,v,t,l
p={"g1":np.ones(D,np.float32),"b1":np.zeros(D,np.float32),"g2":np.ones(D,np.float32),"b2":np.zeros(D,np.float32),"qkv":f32(D,3*D,scale=.2),"o":f32(D,D,scale=.2),"f1":f32(D,2*D,scale=.2),"f2":f32(2*D,D,scale=.2)}
m=jax.tree.map(lambda a:f32(*a.shape,scale=.01),p); v=jax.tree.map(lambda a:np.abs(f32(*a.shape,scale=.01))+1e-3,p)
save("transformer_step",tr_step,p,m,v,np.int32(3),f32(B,T,D),f32(B,T,D))
# loops
def rnn(w,u,x): 
    def step(h,x): h=jnp.tanh(h@w+x@u); return h,h.sum()
    return lax.scan(step,jnp.zeros((4,8),jnp.float32),x)
save("scan_rnn",rnn,f32(8,8,scale=.4),f32(5,8,scale=.4),f32(9,4,5))
save("while_newton",lambda a:lax.while_loop(lambda s:(jnp.max(jnp.abs(s[0]*s[0]-a))>1e-4)&(s[1]<40),lambda s:(0.5*(s[0]+a/s[0]),s[1]+1),(jnp.ones_like(a),0)),np.abs(f32(7))+.5)
save("switch",lambda i,x:lax.switch(i,[lambda x:x+1,lambda x:x*x,lambda x:jnp.sin(x)],x),np.int32(1),f32(5))
save("sort",lambda x,k,v:(jnp.sort(x,axis=1),lax.sort_key_val(k,v),jnp.argsort(x,axis=0),lax.top_k(x,3),jnp.median(x)),f32(6,11),rng.integers(0,5,20).astype(np.int32),f32(20))
save("fft",lambda x,z:(jnp.fft.rfft(x),jnp.fft.irfft(jnp.fft.rfft(x,axis=1),axis=1),jnp.fft.fft(z),jnp.fft.ifftn(z),jnp.fft.fft2(x)),f32(6,10),(f32(4,9)+1j*f32(4,9)).astype(np.complex64))
a=f32(2,6,6); a=a@a.transpose(0,2,1)+6*np.eye(6,dtype=np.float32)
save("linear_algebra",lambda a,b:(lax.linalg.cholesky(a,symmetrize_input=False),lax.linalg.triangular_solve(jnp.tril(a),b,left_side=True,lower=True),lax.linalg.triangular_solve(jnp.triu(a),b,left_side=True,lower=False,transpose_a=True)),a,f32(2,6,3),platform="tpu")
save("random",lambda k:(jax.random.uniform(k,(5,)),jax.random.normal(k,(4,3)),jax.random.randint(k,(6,),0,100),jax.random.permutation(k,9)),np.array([3,4],np.uint32))
save("gather_scatter",lambda x,i,u:(x[i],x.at[i].add(u),x.at[:,2].set(0.),jnp.cumsum(x,0),jax.ops.segment_sum(u,i,8)),f32(8,5),rng.integers(0,8,6).astype(np.int32),f32(6,5))
save("narrow",lambda x,w:(jnp.dot(x,w),(x*2+1).astype(jnp.float32),jnp.exp(x).astype(jnp.float32)),f32(4,6).astype(jnp.bfloat16),f32(6,3).astype(jnp.bfloat16)) if False else None
