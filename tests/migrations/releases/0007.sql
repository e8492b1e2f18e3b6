BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0007');
CREATE TABLE assignment (
	id VARCHAR NOT NULL, 
	packets VARCHAR NOT NULL, 
	seed_from VARCHAR NOT NULL, 
	replaces VARCHAR, 
	made_by VARCHAR NOT NULL, 
	made_at VARCHAR(40) NOT NULL, 
	CONSTRAINT pk_assignment PRIMARY KEY (id)
);
CREATE TABLE ballot (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	meeting_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	definition TEXT NOT NULL, 
	opened_at VARCHAR(40) NOT NULL, 
	closing TEXT, 
	closed_at VARCHAR(40), 
	voided VARCHAR, 
	CONSTRAINT fk_ballot_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id), 
	CONSTRAINT uq_ballot_meeting_id_number UNIQUE (meeting_id, number)
);
CREATE TABLE ballot_count (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	meeting_id INTEGER NOT NULL, 
	ballot_id INTEGER, 
	number INTEGER NOT NULL, 
	readings JSON NOT NULL, 
	entered JSON NOT NULL, 
	outcomes JSON NOT NULL, 
	mismatches JSON NOT NULL, 
	counted_by VARCHAR NOT NULL, 
	counted_at VARCHAR(40) NOT NULL, 
	CONSTRAINT fk_ballot_count_ballot_id FOREIGN KEY(ballot_id) REFERENCES ballot (id), 
	CONSTRAINT fk_ballot_count_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id), 
	CONSTRAINT uq_ballot_count_meeting_id_number UNIQUE (meeting_id, number)
);
INSERT INTO "ballot_count" VALUES(1,3,NULL,1,'{}','{}','[]','[]','王','2025-06-01T09:00:00+08:00');
CREATE TABLE ballot_token (
	ballot_id INTEGER NOT NULL, 
	member VARCHAR NOT NULL, 
	mark VARCHAR NOT NULL, 
	CONSTRAINT pk_ballot_token PRIMARY KEY (ballot_id, member), 
	CONSTRAINT fk_ballot_token_ballot_id FOREIGN KEY(ballot_id) REFERENCES ballot (id)
);
CREATE TABLE ballot_vote (
	ballot_id INTEGER NOT NULL, 
	hash VARCHAR NOT NULL, 
	vote TEXT NOT NULL, 
	CONSTRAINT pk_ballot_vote PRIMARY KEY (ballot_id, hash), 
	CONSTRAINT fk_ballot_vote_ballot_id FOREIGN KEY(ballot_id) REFERENCES ballot (id)
)
 WITHOUT ROWID

;
CREATE TABLE calendar_year (
	year INTEGER NOT NULL, 
	source VARCHAR NOT NULL, 
	off JSON NOT NULL, 
	worked JSON NOT NULL, 
	CONSTRAINT pk_calendar_year PRIMARY KEY (year)
);
CREATE TABLE checkpoint (
	size INTEGER NOT NULL, 
	root VARCHAR NOT NULL, 
	note TEXT NOT NULL, 
	signed_at VARCHAR(40) NOT NULL, 
	CONSTRAINT pk_checkpoint PRIMARY KEY (size)
);
CREATE TABLE committee (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	name VARCHAR NOT NULL, 
	year INTEGER NOT NULL, 
	series VARCHAR NOT NULL, 
	level VARCHAR NOT NULL, 
	CONSTRAINT uq_committee_name_year UNIQUE (name, year)
);
INSERT INTO "committee" VALUES(1,'甲评委会',2025,'工程','中级');
CREATE TABLE complaint (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	publicity_id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	line INTEGER, 
	what TEXT NOT NULL, 
	received_on DATE NOT NULL, 
	registered_by VARCHAR NOT NULL, 
	registered_at VARCHAR(40) NOT NULL, 
	finding VARCHAR, 
	answer TEXT, 
	answered_on DATE, 
	answered_by VARCHAR, 
	CONSTRAINT fk_complaint_publicity_id FOREIGN KEY(publicity_id) REFERENCES publicity (id)
);
CREATE TABLE draw (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	committee_id INTEGER NOT NULL, 
	attempt INTEGER NOT NULL, 
	roster_id INTEGER NOT NULL, 
	facts JSON NOT NULL, 
	method VARCHAR NOT NULL, 
	tickets INTEGER, 
	seed VARCHAR, 
	table_seed VARCHAR, 
	assurance VARCHAR NOT NULL, 
	started_at VARCHAR(40) NOT NULL, 
	finished_at VARCHAR(40) NOT NULL, 
	versions JSON NOT NULL, 
	verdicts JSON NOT NULL, 
	chances JSON NOT NULL, 
	outcome VARCHAR NOT NULL, 
	CONSTRAINT fk_draw_committee_id FOREIGN KEY(committee_id) REFERENCES committee (id), 
	CONSTRAINT fk_draw_roster_id FOREIGN KEY(roster_id) REFERENCES roster (id), 
	CONSTRAINT uq_draw_committee_id_attempt UNIQUE (committee_id, attempt)
);
INSERT INTO "draw" VALUES(1,1,1,2,'{"name": "甲评委会", "year": 2025, "series": "工程", "level": "中级", "seats": 2, "meeting": "2025-08-15", "basis": null, "self_reviewing_unit": null, "affiliates": [], "enterprise_related": null, "private_enterprise_at_least": null, "max_per_employer": null, "previous_panel": null, "keep": [], "reserves": 0, "replacement": "queue", "filed_from": null, "filed_until": null, "pool_cleaned_on": null, "neighbours": {}, "recused": [], "specialties": {}, "settings": {}, "waivers": [], "records": {}, "applying": null, "supervising_units": null}','lottery',NULL,NULL,NULL,'M0','2025-06-01T09:00:00+08:00','2025-06-01T09:00:00+08:00','{}','[]','{}','seated');
CREATE TABLE expert (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	expert_no VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	gender VARCHAR, 
	employer VARCHAR NOT NULL, 
	employer_kind VARCHAR, 
	region VARCHAR, 
	series VARCHAR NOT NULL, 
	specialties JSON NOT NULL, 
	level VARCHAR NOT NULL, 
	integrity VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	birth_month DATE, 
	id_number_sealed VARCHAR, 
	id_number_hash VARCHAR, 
	phone_sealed VARCHAR, 
	email_sealed VARCHAR, 
	years_known BOOLEAN NOT NULL, 
	listed BOOLEAN NOT NULL
);
INSERT INTO "expert" VALUES(1,'E0001','张1','男','云岭第1研究院','事业单位','云岭市','工程','["冶金", "材料"]','正高级','正常','在库','1970-05-01','AQ1PyKTsTFkJp9D-_GJvajJ5tdzXVl7R-exGIVyszyPi7jarynXxQpp4HvkEYIM=','e02595959f10318269e32556bef9d24114f7136a26c8d6a8f1ee63c3116202d1','AfcONXszL6aNt1MjHWAHE_qIK5gC42qhTdBWTCUbHFyYZKj4SziRMw==','AbUW42XTMoPZ9Tz_3bfs4nSY_FZzcAoHn9MRiJNva8-r4z-GLW7OO8wrbdSSsw==',1,1);
INSERT INTO "expert" VALUES(2,'E0002','张2','男','云岭第2研究院','事业单位','云岭市','工程','["冶金", "材料"]','正高级','正常','在库','1970-05-01','AWLgin6A-HMxFMyN9a5OBN5vg0LGgtR--MeqzMB_Sg2Cdsu6eIw1WWnrGJGeSxo=','4a3e103be36fddafe2f9b6b61198997859d9e186769ac03dc67bf9604c03b007','AfcuZBtgtI0talaxmbDrvSsHHk5LA_7p4h8zmL2NdLR84kTFdS-tgQ==','ASe1vquBQQG5dxZ4E_2j-M-W-6Q9jzU-AoneMdpRCiZIP29mnUEPEkNleEm42A==',1,1);
INSERT INTO "expert" VALUES(3,'E0003','张3','男','云岭第3研究院','事业单位','云岭市','工程','["冶金", "材料"]','正高级','正常','在库','1970-05-01','AQuzz9Ac3R9S3Su5K9DfUzNjqia7O2sZD5gQjqpdxOT7Tmsjvy2p5SpQlXNzAKE=','d66a21af43f1f0b0bab87d231ae389853457baca17f5129a2007690faf6a9e79','AbNn9fTlHQcjMbce3ZXrQqbz-Uam-viwRth-tQHCUC2aPjq1jfHwEg==','AdnlIJwJcKSdYPob3YkLKfuhV-BC8XU3GX-TgZMxagk0PNXfxKIQHzQgBaz6sg==',1,0);
CREATE TABLE import_batch (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	source VARCHAR NOT NULL, 
	digest VARCHAR NOT NULL, 
	imported_at VARCHAR(40) NOT NULL, 
	imported_by VARCHAR NOT NULL, 
	added INTEGER NOT NULL, 
	changed INTEGER NOT NULL, 
	removed INTEGER NOT NULL, 
	unchanged INTEGER NOT NULL, 
	undone_at VARCHAR(40), 
	undone_by VARCHAR
);
INSERT INTO "import_batch" VALUES(1,'名册.xlsx','00','2025-06-01T09:00:00+08:00','王',3,0,0,0,NULL,NULL);
INSERT INTO "import_batch" VALUES(2,'名册.xlsx','00','2025-06-01T09:00:00+08:00','王',0,1,0,2,NULL,NULL);
INSERT INTO "import_batch" VALUES(3,'b.xlsx','01','2025-06-01T09:00:00+08:00','王',0,1,1,1,NULL,NULL);
CREATE TABLE imported_row (
	batch_id INTEGER NOT NULL, 
	expert_id INTEGER NOT NULL, 
	"before" JSON, 
	"after" JSON NOT NULL, 
	CONSTRAINT pk_imported_row PRIMARY KEY (batch_id, expert_id), 
	CONSTRAINT fk_imported_row_batch_id FOREIGN KEY(batch_id) REFERENCES import_batch (id)
);
INSERT INTO "imported_row" VALUES(1,1,NULL,'{"columns": {"expert_no": "E0001", "name": "张1", "gender": "男", "employer": "云岭第1研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "level": "正高级", "integrity": "正常", "status": "在库", "id_number_sealed": "AQ1PyKTsTFkJp9D-_GJvajJ5tdzXVl7R-exGIVyszyPi7jarynXxQpp4HvkEYIM=", "phone_sealed": "AZ8QkAPLsNfWsaLCzVSR_wXMAuEzdqjT800B_JNb1S3mFxqWqi54Fg==", "email_sealed": "AbUW42XTMoPZ9Tz_3bfs4nSY_FZzcAoHn9MRiJNva8-r4z-GLW7OO8wrbdSSsw==", "id_number_hash": "e02595959f10318269e32556bef9d24114f7136a26c8d6a8f1ee63c3116202d1", "specialties": ["冶金", "材料"], "birth_month": "1970-05-01", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}');
INSERT INTO "imported_row" VALUES(1,2,NULL,'{"columns": {"expert_no": "E0002", "name": "张2", "gender": "男", "employer": "云岭第2研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "level": "正高级", "integrity": "正常", "status": "在库", "id_number_sealed": "AWLgin6A-HMxFMyN9a5OBN5vg0LGgtR--MeqzMB_Sg2Cdsu6eIw1WWnrGJGeSxo=", "phone_sealed": "AfcuZBtgtI0talaxmbDrvSsHHk5LA_7p4h8zmL2NdLR84kTFdS-tgQ==", "email_sealed": "ASe1vquBQQG5dxZ4E_2j-M-W-6Q9jzU-AoneMdpRCiZIP29mnUEPEkNleEm42A==", "id_number_hash": "4a3e103be36fddafe2f9b6b61198997859d9e186769ac03dc67bf9604c03b007", "specialties": ["冶金", "材料"], "birth_month": "1970-05-01", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}');
INSERT INTO "imported_row" VALUES(1,3,NULL,'{"columns": {"expert_no": "E0003", "name": "张3", "gender": "男", "employer": "云岭第3研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "level": "正高级", "integrity": "正常", "status": "在库", "id_number_sealed": "AQuzz9Ac3R9S3Su5K9DfUzNjqia7O2sZD5gQjqpdxOT7Tmsjvy2p5SpQlXNzAKE=", "phone_sealed": "AbNn9fTlHQcjMbce3ZXrQqbz-Uam-viwRth-tQHCUC2aPjq1jfHwEg==", "email_sealed": "AdnlIJwJcKSdYPob3YkLKfuhV-BC8XU3GX-TgZMxagk0PNXfxKIQHzQgBaz6sg==", "id_number_hash": "d66a21af43f1f0b0bab87d231ae389853457baca17f5129a2007690faf6a9e79", "specialties": ["冶金", "材料"], "birth_month": "1970-05-01", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}');
INSERT INTO "imported_row" VALUES(2,1,'{"columns": {"expert_no": "E0001", "name": "张1", "gender": "男", "employer": "云岭第1研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "specialties": ["冶金", "材料"], "level": "正高级", "integrity": "正常", "status": "在库", "birth_month": "1970-05-01", "id_number_sealed": "AQ1PyKTsTFkJp9D-_GJvajJ5tdzXVl7R-exGIVyszyPi7jarynXxQpp4HvkEYIM=", "id_number_hash": "e02595959f10318269e32556bef9d24114f7136a26c8d6a8f1ee63c3116202d1", "phone_sealed": "AZ8QkAPLsNfWsaLCzVSR_wXMAuEzdqjT800B_JNb1S3mFxqWqi54Fg==", "email_sealed": "AbUW42XTMoPZ9Tz_3bfs4nSY_FZzcAoHn9MRiJNva8-r4z-GLW7OO8wrbdSSsw==", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}','{"columns": {"expert_no": "E0001", "name": "张1", "gender": "男", "employer": "云岭第1研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "level": "正高级", "integrity": "正常", "status": "在库", "id_number_sealed": "AQ1PyKTsTFkJp9D-_GJvajJ5tdzXVl7R-exGIVyszyPi7jarynXxQpp4HvkEYIM=", "phone_sealed": null, "email_sealed": "AbUW42XTMoPZ9Tz_3bfs4nSY_FZzcAoHn9MRiJNva8-r4z-GLW7OO8wrbdSSsw==", "id_number_hash": "e02595959f10318269e32556bef9d24114f7136a26c8d6a8f1ee63c3116202d1", "specialties": ["冶金", "材料"], "birth_month": "1970-05-01", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}');
INSERT INTO "imported_row" VALUES(3,1,'{"columns": {"expert_no": "E0001", "name": "张1", "gender": "男", "employer": "云岭第1研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "specialties": ["冶金", "材料"], "level": "正高级", "integrity": "正常", "status": "在库", "birth_month": "1970-05-01", "id_number_sealed": "AQ1PyKTsTFkJp9D-_GJvajJ5tdzXVl7R-exGIVyszyPi7jarynXxQpp4HvkEYIM=", "id_number_hash": "e02595959f10318269e32556bef9d24114f7136a26c8d6a8f1ee63c3116202d1", "phone_sealed": null, "email_sealed": "AbUW42XTMoPZ9Tz_3bfs4nSY_FZzcAoHn9MRiJNva8-r4z-GLW7OO8wrbdSSsw==", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}','{"columns": {"expert_no": "E0001", "name": "张1", "gender": "男", "employer": "云岭第1研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "level": "正高级", "integrity": "正常", "status": "在库", "id_number_sealed": "AQ1PyKTsTFkJp9D-_GJvajJ5tdzXVl7R-exGIVyszyPi7jarynXxQpp4HvkEYIM=", "phone_sealed": "AfcONXszL6aNt1MjHWAHE_qIK5gC42qhTdBWTCUbHFyYZKj4SziRMw==", "email_sealed": "AbUW42XTMoPZ9Tz_3bfs4nSY_FZzcAoHn9MRiJNva8-r4z-GLW7OO8wrbdSSsw==", "id_number_hash": "e02595959f10318269e32556bef9d24114f7136a26c8d6a8f1ee63c3116202d1", "specialties": ["冶金", "材料"], "birth_month": "1970-05-01", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}');
INSERT INTO "imported_row" VALUES(3,3,'{"columns": {"expert_no": "E0003", "name": "张3", "gender": "男", "employer": "云岭第3研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "specialties": ["冶金", "材料"], "level": "正高级", "integrity": "正常", "status": "在库", "birth_month": "1970-05-01", "id_number_sealed": "AQuzz9Ac3R9S3Su5K9DfUzNjqia7O2sZD5gQjqpdxOT7Tmsjvy2p5SpQlXNzAKE=", "id_number_hash": "d66a21af43f1f0b0bab87d231ae389853457baca17f5129a2007690faf6a9e79", "phone_sealed": "AbNn9fTlHQcjMbce3ZXrQqbz-Uam-viwRth-tQHCUC2aPjq1jfHwEg==", "email_sealed": "AdnlIJwJcKSdYPob3YkLKfuhV-BC8XU3GX-TgZMxagk0PNXfxKIQHzQgBaz6sg==", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}','{"columns": {"expert_no": "E0003", "name": "张3", "gender": "男", "employer": "云岭第3研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "specialties": ["冶金", "材料"], "level": "正高级", "integrity": "正常", "status": "在库", "birth_month": "1970-05-01", "id_number_sealed": "AQuzz9Ac3R9S3Su5K9DfUzNjqia7O2sZD5gQjqpdxOT7Tmsjvy2p5SpQlXNzAKE=", "id_number_hash": "d66a21af43f1f0b0bab87d231ae389853457baca17f5129a2007690faf6a9e79", "phone_sealed": "AbNn9fTlHQcjMbce3ZXrQqbz-Uam-viwRth-tQHCUC2aPjq1jfHwEg==", "email_sealed": "AdnlIJwJcKSdYPob3YkLKfuhV-BC8XU3GX-TgZMxagk0PNXfxKIQHzQgBaz6sg==", "years_known": true, "listed": false}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}');
CREATE TABLE kinship (
	expert_id INTEGER NOT NULL, 
	kin_no VARCHAR NOT NULL, 
	CONSTRAINT pk_kinship PRIMARY KEY (expert_id, kin_no), 
	CONSTRAINT fk_kinship_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id)
);
CREATE TABLE ledger_entry (
	seq INTEGER NOT NULL, 
	leaf_hash VARCHAR NOT NULL, 
	entry TEXT NOT NULL, 
	CONSTRAINT pk_ledger_entry PRIMARY KEY (seq)
);
INSERT INTO "ledger_entry" VALUES(0,'84b830c10be52cb0d03b2edfa15797da3cc08caf771266a2c16e39ad6bd7c835','{"actor":"office","body_hash":"ab6d7b646b51b0f6a6ef015454586fb4cf836c3c622944461dc910b41d5c2a47","scope":"pool","seq":0,"t":"2025-06-01T09:00:00+08:00","type":"ledger:opened","v":1}');
INSERT INTO "ledger_entry" VALUES(1,'dd58b0aa2c179e36a6b56f0329a8c239a268e0b29173e9040ec404d491fe3755','{"actor":"office","body_hash":"22324d7db70205f1dfe7fe8e9789c46d3271bb01b6d91597e238d79ab4cbfe4a","scope":"pool","seq":1,"t":"2025-06-01T09:00:00+08:00","type":"roster:import:done","v":1}');
INSERT INTO "ledger_entry" VALUES(2,'1b5915d030d916399c662879abe8da50642939daaa3bc2358e1a2fd17d44ec6f','{"actor":"office","body_hash":"3a1bd8e10fc63b09fe633f0c5f899f54355aebdd713138f498447179c07c39c9","scope":"pool","seq":2,"t":"2025-06-01T09:00:00+08:00","type":"misconduct:recorded","v":1}');
INSERT INTO "ledger_entry" VALUES(3,'0accc13fb3c1c11a4cfe08c702fe752509ba6dcef371228ad964ba9d9a418b7e','{"actor":"office","body_hash":"9e41e320c5da171c57012ac303bb61b2b98f238be7eee7e0e37c942b0a39a285","scope":"pool","seq":3,"t":"2025-06-01T09:00:00+08:00","type":"unit:affiliated","v":1}');
INSERT INTO "ledger_entry" VALUES(4,'60082a93991715faf635b83e639e9cec3d098f0a568de2b39632155cb2fe1fb0','{"actor":"office","body_hash":"3f9a44b94c338154e6bc6002f46e309db9dc0608c295ff1ec6346c9c187e683d","scope":"pool","seq":4,"t":"2025-06-01T09:00:00+08:00","type":"roster:import:done","v":1}');
INSERT INTO "ledger_entry" VALUES(5,'3e8b9d0d4685d3d8ab6233e94c5d49bea4f8e14913ce6d3c6f4306a86b63e5fb','{"actor":"office","body_hash":"9aeb093e5712ecb005d6c9daa3fd240b69a7fff4024adabb42d39d8ed16821ed","scope":"g1","seq":5,"t":"2025-06-01T09:00:00+08:00","type":"score:group:opened","v":1}');
INSERT INTO "ledger_entry" VALUES(6,'63e8a658de25a67e4a36707c2dfaf17b94e4a797583b839c6b29db72786aa3ed','{"actor":"office","body_hash":"47004fbd5fd1994d892534daf61ebad153d8dcaccaf7bb6511d7210df7e77e32","scope":"g1","seq":6,"t":"2025-06-01T09:00:00+08:00","type":"score:group:begun","v":1}');
INSERT INTO "ledger_entry" VALUES(7,'743fce61a58b32b6690ca035fe46e0fb4939746ab91c061baec31b4bb816d459','{"actor":"office","body_hash":"7fc85183eea432dd45d4bcfb5763f66e8d5464be381374224d6f763f640c7752","scope":"pool","seq":7,"t":"2025-06-01T09:00:00+08:00","type":"packet:finding:decided","v":1}');
INSERT INTO "ledger_entry" VALUES(8,'69a262faf02db044a1e72e4cebbcfadb43decac0ed1759c870071d73f290b5a5','{"actor":"office","body_hash":"577906c010dc17b50a6eb6220abb2d1551d90aa26a18bd3a6321a408ab304c5e","scope":"pool","seq":8,"t":"2025-06-01T09:00:00+08:00","type":"packet:batch:released","v":1}');
INSERT INTO "ledger_entry" VALUES(9,'36e72cecd414f651a9788e8f5ba1455f1f90f0da9716ba361c14b1c6541ff644','{"actor":"office","body_hash":"f27c448a75a6c68d93943d7fb5bc677c869138d6ff7f5e9ce2e1a111e7cc6e15","scope":"甲评委会/2025","seq":9,"t":"2025-06-01T09:00:00+08:00","type":"committee:kept","v":1}');
INSERT INTO "ledger_entry" VALUES(10,'730d0f944f470cc9e4f7b7235f92693a6bb949dc213e60bd05f78383be575e0a','{"actor":"office","body_hash":"313b822e760c118075ae89384f1d5175539815dac82a7e7575dd6f715bdec1d6","scope":"甲评委会/2025","seq":10,"t":"2025-06-01T09:00:00+08:00","type":"meeting:called","v":1}');
INSERT INTO "ledger_entry" VALUES(11,'d5950499444b4db72c3fb56bdaf7aaa32082c03ee170c7de98cc95e345afe726','{"actor":"office","body_hash":"cc18ec959e79d9262fd784b43059db21f346e795b42cfabcacf6ab873d5b63fe","scope":"甲评委会/2025","seq":11,"t":"2025-06-01T09:00:00+08:00","type":"meeting:called","v":1}');
INSERT INTO "ledger_entry" VALUES(12,'d005ebd9293091c2a2519bf07b049105b4b5c18b72426138a078a57341875826','{"actor":"office","body_hash":"3b3bc4d1d9b7329848f5a63f0d1ee1d1b4e3cbf869c192d2146b5ea5ead5bad6","scope":"甲评委会/2025","seq":12,"t":"2025-06-01T09:00:00+08:00","type":"meeting:roll:frozen","v":1}');
INSERT INTO "ledger_entry" VALUES(13,'6de8d3ed5a397d391dca55797c68bcfd2657b3cbba931f98b68e96ce1a061060','{"actor":"office","body_hash":"e52c0b6d99080877df40c047f6d1c226ffaef7bb040673469536af7a32474dd4","scope":"甲评委会/2025","seq":13,"t":"2025-06-01T09:00:00+08:00","type":"meeting:called","v":1}');
INSERT INTO "ledger_entry" VALUES(14,'84f5423eb9464c82113dba1f0d1771a21e3dd5d30f507e784899d6c071f20b27','{"actor":"office","body_hash":"98ef023df99b4a1738e7b829fe3ffa74ea209922919e49ccff4babb42b13cde1","scope":"甲评委会/2025","seq":14,"t":"2025-06-01T09:00:00+08:00","type":"ballot:count:entered","v":1}');
INSERT INTO "ledger_entry" VALUES(15,'ae945da1326712fcfa0ba2d467c33254b03e6a50dc610e2240dbf3ad2b3b69da','{"actor":"office","body_hash":"e3ba67e7c311e65a9d6e0b56c8f49e38ca7e6933f303d1b03a48d1f55e6c56cd","scope":"pool","seq":15,"t":"2025-06-01T09:00:00+08:00","type":"unit:affiliated","v":1}');
INSERT INTO "ledger_entry" VALUES(16,'52f9ed938110afbb15f5d8470b2a946250c7080efbeca04cccdebf29a7c40865','{"actor":"office","body_hash":"b90c456fda167a7e9cdb342115860441eb221a8b3f730d792668b7b93fb1e666","scope":"pool","seq":16,"t":"2025-06-01T09:00:00+08:00","type":"unit:released","v":1}');
INSERT INTO "ledger_entry" VALUES(17,'347a29e59af574eff2f87f118eb2c4cad906c9ef609b16e08b812e15ffffb8f1','{"actor":"office","body_hash":"935a62162a618b6c0321a3e149373ac26853a112276ce759cdfa7aa160cd315f","scope":"pool","seq":17,"t":"2025-06-01T09:00:00+08:00","type":"roster:frozen","v":1}');
INSERT INTO "ledger_entry" VALUES(18,'c22f3c4ef8b4b8267a002658b1d4b6425170ef571c7ab0afd7b54a49e9a0c055','{"actor":"office","body_hash":"87e1fd618c1f8a0dac238af70d8c944d1d50d6dbaa2b6c45bc44bb9a87904242","scope":"pool","seq":18,"t":"2025-06-01T09:00:00+08:00","type":"waiver:granted","v":1}');
INSERT INTO "ledger_entry" VALUES(19,'40771a6a812e0305804bb30528ab31a68ff0608630823659370cfa193bb6ca2b','{"actor":"office","body_hash":"3bbf5f4f46b853fd90732cca91f3659c75c7fb82cadd1cacfec3fa736fab3c5e","scope":"pool","seq":19,"t":"2025-06-01T09:00:00+08:00","type":"roster:import:done","v":1}');
INSERT INTO "ledger_entry" VALUES(20,'c089ca80137b9789eab80e18817384b8239af5a56af7fc4c7cae172b3e70a731','{"actor":"office","body_hash":"1ee8428d08787b6a78d10ed956a6d8ad372b1038ba470af761f50bc25c708591","scope":"pool","seq":20,"t":"2025-06-01T09:00:00+08:00","type":"misconduct:lifted","v":1}');
INSERT INTO "ledger_entry" VALUES(21,'85f4115739fbb2837aa9ec1b071aaadce88478a3ba4dc88afe393d91b102a8b6','{"actor":"office","body_hash":"5fb993b8c6fe41a7344de9b16d0bbb705b696c7d4d3252080af340a60710e91a","scope":"pool","seq":21,"t":"2025-06-01T09:00:00+08:00","type":"roster:frozen","v":1}');
INSERT INTO "ledger_entry" VALUES(22,'14b3379c5ace1b8993eef84416caa7e93d563630391f41ec12fb2cd2f015787f','{"actor":"office","body_hash":"fd2d0945ad8f934721abf700810939c2688f6ff8123a7628c24db1d556b34fa2","scope":"甲评委会/2025","seq":22,"t":"2025-06-01T09:00:00+08:00","type":"draw:panel:seated","v":1}');
INSERT INTO "ledger_entry" VALUES(23,'c8626d220e89d6ef361d3e019137398bd551247c93705479e0e5e4c20e333a1b','{"actor":"office","body_hash":"d6b7eb51abea72da3dc42560a4fd1d49f430015588e0be230e7701a38c7105df","scope":"pool","seq":23,"t":"2025-06-01T09:00:00+08:00","type":"misconduct:recorded","v":1}');
INSERT INTO "ledger_entry" VALUES(24,'597f02a355868f115d9103e4803feea58b0d6e8e64b1f4050aabb88d6ce5a014','{"actor":"office","body_hash":"f3405a8081790418751d6ea3ab4f2e469840004e6e7dd907062c7bc8cb985cff","scope":"pool","seq":24,"t":"2025-06-01T09:00:00+08:00","type":"pledge:signed","v":1}');
INSERT INTO "ledger_entry" VALUES(25,'323fa937137c1a959e90365020849ca94ab0a2237f2d04e64c7d27e238043921','{"actor":"office","body_hash":"81bf52dafa46faed23dfd45c19ebf7bf41f10404ed681776579443d2c543cc77","scope":"g2","seq":25,"t":"2025-06-01T09:00:00+08:00","type":"score:group:opened","v":1}');
INSERT INTO "ledger_entry" VALUES(26,'d983f1a1aa701bdd7e65eedc1a97f44b3154f0e454f15c7922bf6259443e091c','{"actor":"office","body_hash":"87d5b8df86536af68421796db827caca1436839a52ed24baca1f361c396ccfb8","scope":"g2","seq":26,"t":"2025-06-01T09:00:00+08:00","type":"score:group:begun","v":1}');
INSERT INTO "ledger_entry" VALUES(27,'2690ab6e375893dab2cca1968a4d22b721229f47651b67f6aa98374678f4e272','{"actor":"office","body_hash":"9d812f8c3fc667ff4ac449526666d17e7017492323771beece741e794283230b","scope":"g1","seq":27,"t":"2025-06-01T09:00:00+08:00","type":"score:reader:enrolled","v":1}');
INSERT INTO "ledger_entry" VALUES(28,'976cc8265edcb3174eb555509da686eb1f4dedb2b435f56acbbca024135ccb97','{"actor":"office","body_hash":"2fb813c033b21c63b9dcc1bb73ca517f45a0ba631ae6693c53d89b3e4113fa30","scope":"g1","seq":28,"t":"2025-06-01T09:00:00+08:00","type":"score:reader:revoked","v":1}');
INSERT INTO "ledger_entry" VALUES(29,'f57ff9671347261fec3e14205f5d9c2f65f16594943efa7e8d004b786cbddac1','{"actor":"office","body_hash":"165f434990e213d658c32a5c06d6521abf07d3af8e1962bb9a32a734a1a418b5","scope":"g1","seq":29,"t":"2025-06-01T09:00:00+08:00","type":"score:extra:drawn","v":1}');
INSERT INTO "ledger_entry" VALUES(30,'9f9c70a6f760b11afa790cfbd1efaf1fa60f96c0d5de965028d1156ebe05545c','{"actor":"office","body_hash":"004f43cd0df312dab6215209a4bd77afe6a61b65393b7f32be64da5c13673faa","scope":"g1","seq":30,"t":"2025-06-01T09:00:00+08:00","type":"score:group:closed","v":1}');
INSERT INTO "ledger_entry" VALUES(31,'98d76c615196e6e1572cd6982e0acdd77c945ddf2bbc508f6ea17159a4de441f','{"actor":"office","body_hash":"0acb79a861f3670094ef07a9e9b277358a760ed0d852a19e2c1fd2e4dde0d366","scope":"g1","seq":31,"t":"2025-06-01T09:00:00+08:00","type":"score:closing:kept","v":1}');
INSERT INTO "ledger_entry" VALUES(32,'d29b3d5740695b978e2dadd28f4012b1c4b1f663e4992b8ad81144cca8155975','{"actor":"office","body_hash":"f3132f3135865c0655ba3363715e90d972fbe28e2a780aeb99d4221c3c7f0511","scope":"g1","seq":32,"t":"2025-06-01T09:00:00+08:00","type":"score:group:unsealed","v":1}');
INSERT INTO "ledger_entry" VALUES(33,'152f9247d292582f795a7ce4f70ecd83f5c7d5a15ef49fc8feb3cfc6cb9920f6','{"actor":"office","body_hash":"2c0eeffd481b5d652a37d04ef221c2db6c669a5947f50113a94f44b37d4373a2","scope":"pool","seq":33,"t":"2025-06-01T09:00:00+08:00","type":"vault:unsealing:asked","v":1}');
INSERT INTO "ledger_entry" VALUES(34,'a9e393a25292b9e02928e04b86a1a8ddf7a9ebd50a88ef1724532a05e4e7fc67','{"actor":"office","body_hash":"9ffd42ab5d43da2b6a3bad3b53a1908295b0b893bfd8281ac151ec0df88c3c96","scope":"pool","seq":34,"t":"2025-06-01T09:00:00+08:00","type":"vault:unsealing:kept","v":1}');
CREATE TABLE ledger_frontier (
	id INTEGER NOT NULL, 
	frontier TEXT NOT NULL, 
	CONSTRAINT pk_ledger_frontier PRIMARY KEY (id)
);
INSERT INTO "ledger_frontier" VALUES(1,'{"algorithm":"sha256","peaks":["bcf8a3fbe6a2a6627db873d7d39c979b42ec5d8408769a1731fda421e605cb65","96a84e78b7a55ef8d0472f5e4603074d08dd2c6512fa79cb1722aa3c9a5d4a97","a9e393a25292b9e02928e04b86a1a8ddf7a9ebd50a88ef1724532a05e4e7fc67"],"size":35}');
CREATE TABLE ledger_payload (
	seq INTEGER NOT NULL, 
	salt VARCHAR NOT NULL, 
	content TEXT NOT NULL, 
	CONSTRAINT pk_ledger_payload PRIMARY KEY (seq), 
	CONSTRAINT fk_ledger_payload_seq FOREIGN KEY(seq) REFERENCES ledger_entry (seq)
);
INSERT INTO "ledger_payload" VALUES(0,'a77dba13c50bcc98ee760f555373f469fa25e5bda6c3bd16e7909bf519e65e45','{"records":[]}');
INSERT INTO "ledger_payload" VALUES(1,'04549d9fc6b95b2da561a6beb5900d3b4decd3625ff38ccae9abb58420c0ebfe','{"by":"王","facts":{"added":3,"batch":1,"changed":0,"digest":"00","removed":0,"source":"名册.xlsx"},"records":[["expert","[1]","c151565ff70cded5acf074d07ec03f867946e44619eea06ed1fcbb563a1f264b",null],["expert","[2]","b769bb9820fffdc485f432df87848531e2c29661c23034eddc6159f56a1a4e14",null],["expert","[3]","032a26d6abec5875783880a9393b890c256f9f2a326fbf5c8e97fafaeb7ba22c",null],["import_batch","[1]","85e4cdcf98c8a2adc1a548ce5edcc1bc387c6061b65e25dfa45b08aab2ea5a40",null],["pool_lock","[1]","eb578d3163c0f8031460ab4f0cb912cf858b16ab584ccfa5a7ee07f750c311a1",null]]}');
INSERT INTO "ledger_payload" VALUES(2,'75a6ae7fe839968c4d486a0d22cd82effd6641c8885be55e6dae6b0dbfd44ffe','{"by":"王","facts":{},"records":[["misconduct","[1]","bbf60c7668e73748006aa0998d7f160bd9ff5cd3f05495830ba82383b84bf5f7",null]]}');
INSERT INTO "ledger_payload" VALUES(3,'31dd4380d0af7f06bf45588fbf62a09f0a68c7d2a12d17f7002d05288bbe7afc','{"by":"王","facts":{"of":"研究院","unit":"检测中心"},"records":[["unit","[\"\\u68c0\\u6d4b\\u4e2d\\u5fc3\"]","b69da68bff5e3eacc96f3f880da71984db6e0ab94cf16ba247c21dc0f10e4c51",null],["unit","[\"\\u7814\\u7a76\\u9662\"]","e9357835574882c6d0f5e6a13db0cb307a37e9938a7792fabbae5eaa32a7b66e",null]]}');
INSERT INTO "ledger_payload" VALUES(4,'ff6a7b36acb21021154f217552ef5f5261b144a2310aeb57a50c2135d535e1e6','{"by":"王","facts":{"added":0,"batch":2,"changed":1,"digest":"00","removed":0,"source":"名册.xlsx"},"records":[["expert","[1]","6d754d662939b780118537c48a5534623db18a5778d99f895b7969e3853d63bf","c151565ff70cded5acf074d07ec03f867946e44619eea06ed1fcbb563a1f264b"],["import_batch","[2]","7b80ea318bdec7fd22f72968a864c7ab8fab0aab7ca31a496046536c47114119",null]]}');
INSERT INTO "ledger_payload" VALUES(5,'7fc061ce188d3c086172a69630eb738addc062d8ec7f9741b8642c043f3aabb3','{"assignment":"0000000000000000000000000000000000000000000000000000000000000000","format":"expertpool-review-group/1","group":"g1","packets":[{"codename":"0000-0001","sha256":"0202020202020202020202020202020202020202020202020202020202020202"},{"codename":"4821-3907","sha256":"0101010101010101010101010101010101010101010101010101010101010101"},{"codename":"9999-0000","sha256":"0303030303030303030303030303030303030303030303030303030303030303"}],"plan":{"method":"plain-mean/1"},"rubric":{"code":"engineering-senior","format":"expertpool-rubric/1","indicators":[{"anchors":[{"at":9000,"says":"能独立解决复杂问题"}],"code":"ability","title":"专业能力","weight":40},{"anchors":[],"code":"results","title":"业绩成果","weight":40},{"anchors":[],"code":"ethics","title":"职业道德","weight":20}],"longest":{"comment":1000,"reason":300},"scale":{"grades":[],"highest":10000,"lowest":0,"reason_from":9500,"reason_to":4000,"step":50},"title":"工程系列高级","version":1},"title":"冶金高级组","trustees":[{"holder":"hrss","public":"4b78c04dc3ed15ca770a6100ebd94361f90d21195e37792ff1a50cb5d2524043"},{"holder":"inspector","public":"e809ee02b3d0d79c63a3cd27b15bcb9fcfe4369c5cfcaaf2f99d57527fca6b3c"},{"holder":"office","public":"28a7934581ca2ad685ee957f39c72aed6c0b9c9ba63b3e8b0268fea6b903671c"}]}');
INSERT INTO "ledger_payload" VALUES(6,'9915ea1bd41c03462c445af344797044c3a1679c462c647354d8b6d5618ca505','{"by":"王","facts":{"packets":3,"readers":3,"tasks":3},"records":[["review_group","[\"g1\"]","fb0781957d54f36dbf3d018c49517abc0b951b57cfcac070d896ef802aad9e24",null],["review_reader","[\"g1\",\"R0Q04GC\"]","3c651cf546c7251a127505a4eb5b1bbc996eda792237dfa3c01782f0c01cbc45",null],["review_reader","[\"g1\",\"RJCJ985\"]","d4022c5fe6fec6ac7e725dd2c04e6ef50f6da0d168a834d8d3d9d187cad2bad1",null],["review_reader","[\"g1\",\"RKC2DJF\"]","cf1ad67f93f35c517268439e865a6cbeda17d312e87efa0a298b2d8d02d9c761",null],["review_task","[\"g1\",\"0000-0001\",\"R0Q04GC\"]","7ff175d82208a613c0affd17b00d757382a6f076350b7f765b3198d93cdd301f",null],["review_task","[\"g1\",\"4821-3907\",\"R0Q04GC\"]","471746948c5ad2569c6305ec73a7a67bb89e89ff5f1c65257db1df0c2251b889",null],["review_task","[\"g1\",\"9999-0000\",\"RKC2DJF\"]","a9a5786fa0de91efb3d5a9ccc875997349ad3b7e2a04ee016128aff5ad4528cc",null]]}');
INSERT INTO "ledger_payload" VALUES(7,'3f5efb20ab04cbc19bcf0dd7fb05d30d58c44e21e85e8eeb7765316d7ac2e6bc','{"by":"王","facts":[{"decisions":[{"about":"q"}],"key":"A001"}],"records":[]}');
INSERT INTO "ledger_payload" VALUES(8,'d09dd08b2740f2350f1edcb53888b1a4ac620f02d0f80eeff08372e234b477c1','{"by":"王","facts":{"0000-0001":"00"},"records":[]}');
INSERT INTO "ledger_payload" VALUES(9,'2aaf444556f1746a2630462b46b0af90a40504f809c799f593d99ee551a8510b','{"by":"王","facts":{"name":"甲评委会","year":2025},"records":[["committee","[1]","b4c090830428c4fc311fad7af4a7180b2aaa827f774b36005aba2219e22f92d4",null]]}');
INSERT INTO "ledger_payload" VALUES(10,'f3dbfb8030a8770ed62a59deaac4f4e685a4b9ee5ad56111077ac912b5d326d3','{"by":"王","facts":{"candidates":1,"members":2,"number":1},"records":[["meeting","[1]","5f6e2c270b54c61ba678222356b58da52986dbb473475a979d3a8ed283893613",null]]}');
INSERT INTO "ledger_payload" VALUES(11,'6b0b260ed760f44711485ba6ae67087ad71fdd26b6747c1d8ba9719a170330bd','{"by":"王","facts":{"candidates":1,"members":2,"number":2},"records":[["meeting","[2]","72e7fba34e3e305edba9956b71c44e4202b8936d5c0243606268ff6506c03b65",null]]}');
INSERT INTO "ledger_payload" VALUES(12,'c4e39e19d1e89e7a24c7dce6e96c055864f2b8d541d070b21dcd391d816e093a','{"by":"王","facts":{"number":2,"recusals":1},"records":[["meeting","[2]","740e70861f6496aec49831722fb246a9fa935224f89f61e71a2643fd470cc4c9","72e7fba34e3e305edba9956b71c44e4202b8936d5c0243606268ff6506c03b65"]]}');
INSERT INTO "ledger_payload" VALUES(13,'6b4ccff8e8330d6164481363d5bce3a2b9e86e26e4bd217124f4b436a8208b35','{"by":"王","facts":{"candidates":1,"members":2,"number":3},"records":[["meeting","[3]","5e8c75fd1aa4b29617787725caceab770b6316676d5938188f936ffe8f53b259",null]]}');
INSERT INTO "ledger_payload" VALUES(14,'5484b377a942930e0ce1ee00a791beaa0b4abae203c4055de892cb7b034ce186','{"by":"王","facts":{"agreed":true,"candidates":[],"number":1,"paper":true},"records":[["ballot_count","[1]","218452f35f15d3c70c10f738c8fbced211d19ae59e6d06a1d318418745a8c66c",null]]}');
INSERT INTO "ledger_payload" VALUES(15,'32409ca6cb2519bd5ae4f7624a35e8487246f925f0bf7f0cbcdc3929b30947b4','{"by":"王","facts":{"of":"研究院","unit":"杂志社"},"records":[["unit","[\"\\u6742\\u5fd7\\u793e\"]","5d19915dd5bcce1958e6652811cbce1f15fbd196a626a06045638a53d3ebb05d",null]]}');
INSERT INTO "ledger_payload" VALUES(16,'364c1cf213281a7060139e06aebaf210b431243bbc2c0dd73ce7222981d0a7ef','{"by":"王","facts":{"unit":"检测中心"},"records":[["unit","[\"\\u68c0\\u6d4b\\u4e2d\\u5fc3\"]","ef501bb16353e2aa64409271dd1b26def661b49c7d62c56700f0bb8eca56aef9","b69da68bff5e3eacc96f3f880da71984db6e0ab94cf16ba247c21dc0f10e4c51"]]}');
INSERT INTO "ledger_payload" VALUES(17,'e98d7277c35880916800df12151444e255f66e200c3b0d9f2b6d1ef40b9459f7','{"by":"王","facts":{"digest":"2c9f08715131243544d447999cfaeef6389e8bd0350ae40a2fbec410c384817c","experts":3,"source":"a.xlsx"},"records":[["roster","[1]","842c1d4afa710052108cdb60d1337c1bb323a732fe8432844cfd10b9c7ac7c2a",null],["roster_content","[\"2c9f08715131243544d447999cfaeef6389e8bd0350ae40a2fbec410c384817c\"]","93745286820285354e6d7d7e821fbeb2548675e193e730db5704aa666e41fdc5",null]]}');
INSERT INTO "ledger_payload" VALUES(18,'825139eefc927ac292a8e1f4b36650ee56cabef15e13be20e30eeeff402b78b6','{"by":"王","facts":{"rule":"rest"},"records":[["waiver","[1]","866506cd28455628b4723eef9bc39299e41919d8299ea3d3474202bf8327c9ce",null]]}');
INSERT INTO "ledger_payload" VALUES(19,'94a87eb776f35b3dddd9bc91603991857b31913e56a9e83d295a6e59f9fba2e4','{"by":"王","facts":{"added":0,"batch":3,"changed":1,"digest":"01","removed":1,"source":"b.xlsx"},"records":[["expert","[1]","4b37394a379e981944480eacf946d340d5d82924bfa88cfc76895bdf33eee6e1","6d754d662939b780118537c48a5534623db18a5778d99f895b7969e3853d63bf"],["expert","[3]","8050cdc662addfea379fdf2a53ae372063cad81b72bcd0440ee0630e52b56c62","032a26d6abec5875783880a9393b890c256f9f2a326fbf5c8e97fafaeb7ba22c"],["import_batch","[3]","7e123a4553c6b513b84fc721e684215b5ed2c50cc4b40c63f296523e05fa0da4",null]]}');
INSERT INTO "ledger_payload" VALUES(20,'4d64a9cc665ea82147595977a0d3322ae6235a39167b70e669526bd265a47755','{"by":"王","facts":{},"records":[["misconduct","[1]","fd6da5893bdfee082894ee14fcaa642c25a3c7957c7de90c83ca7949b9b18b51","bbf60c7668e73748006aa0998d7f160bd9ff5cd3f05495830ba82383b84bf5f7"]]}');
INSERT INTO "ledger_payload" VALUES(21,'af6fbd13ff7808ea2ba54101fd4d4efb5bdf8bf0a4b5b01b38af4999d2b238b7','{"by":"-","facts":{"digest":"2c9f08715131243544d447999cfaeef6389e8bd0350ae40a2fbec410c384817c","experts":3,"source":"a.xlsx"},"records":[["roster","[2]","34d59ad172fbc9ef43dea4604be14ae89507b281caf78cc703ecea8e9b791110",null]]}');
INSERT INTO "ledger_payload" VALUES(22,'d43239752bdd62aef2d5eb875abe644cfa7a1887b6d20f2e72c376b75bcf4122','{"by":"-","facts":{"assurance":"M0","attempt":1,"method":"lottery","roster":"2c9f08715131243544d447999cfaeef6389e8bd0350ae40a2fbec410c384817c"},"records":[["draw","[1]","77f22f07f3bfa05c9715e476bbab5601300f40608dcc1c188b345d9769b0d09f",null],["panel","[1]","b2114068208214be08cac5d3176100518cac16f9d64cc616aeef0ee5be6d6e08",null]]}');
INSERT INTO "ledger_payload" VALUES(23,'6b9101d9111d7c713fec0d231105baceef28099886215a008d6fabdcea74c7e1','{"by":"王","facts":{},"records":[["misconduct","[2]","a9db27243d73ef71e82c80f18437b9272b06b3d3d4ad7e9e51a4f167242b3278",null]]}');
INSERT INTO "ledger_payload" VALUES(24,'a237e4ae25f3d454cf418d102e0090067a11433fe222f4338e30e758a38974f5','{"by":"王","facts":{},"records":[["pledge","[1,2025]","5def772b7889752f8bef7225f4367ec84f3d9e975be64dda837f39b656303d91",null]]}');
INSERT INTO "ledger_payload" VALUES(25,'5e4722817f322f0a44ffc26b8938e4bc09ca8517695bef48f87ae4ff6b9926e0','{"assignment":"0000000000000000000000000000000000000000000000000000000000000000","format":"expertpool-review-group/1","group":"g2","packets":[{"codename":"0000-0001","sha256":"0202020202020202020202020202020202020202020202020202020202020202"},{"codename":"4821-3907","sha256":"0101010101010101010101010101010101010101010101010101010101010101"},{"codename":"9999-0000","sha256":"0303030303030303030303030303030303030303030303030303030303030303"}],"plan":{"method":"plain-mean/1"},"rubric":{"code":"engineering-senior","format":"expertpool-rubric/1","indicators":[{"anchors":[{"at":9000,"says":"能独立解决复杂问题"}],"code":"ability","title":"专业能力","weight":40},{"anchors":[],"code":"results","title":"业绩成果","weight":40},{"anchors":[],"code":"ethics","title":"职业道德","weight":20}],"longest":{"comment":1000,"reason":300},"scale":{"grades":[],"highest":10000,"lowest":0,"reason_from":9500,"reason_to":4000,"step":50},"title":"工程系列高级","version":1},"title":"冶金高级组","trustees":[{"holder":"hrss","public":"4b78c04dc3ed15ca770a6100ebd94361f90d21195e37792ff1a50cb5d2524043"},{"holder":"inspector","public":"e809ee02b3d0d79c63a3cd27b15bcb9fcfe4369c5cfcaaf2f99d57527fca6b3c"},{"holder":"office","public":"28a7934581ca2ad685ee957f39c72aed6c0b9c9ba63b3e8b0268fea6b903671c"}]}');
INSERT INTO "ledger_payload" VALUES(26,'08e84a98a184f9fbd167018cb6994e2f0863ff5d35cc15de51f21aee5d5d03bf','{"by":"王","facts":{"packets":3,"readers":3,"tasks":3},"records":[["review_group","[\"g2\"]","f928a93c1e7d7214d3bc8eced9595543ab8c42122c194a7bab63616a3bbc3353",null],["review_reader","[\"g2\",\"R7CSB6N\"]","6d2d3b343f41387623dfae04aac854614ee983f0defea988bfb242c5e96534f0",null],["review_reader","[\"g2\",\"RCYQS0T\"]","f50bebaf8c1946740163a64af736a38af2477e503781ad81c1626ee136ed2a11",null],["review_reader","[\"g2\",\"RTPT5VK\"]","01baa44cd649ea2dccd0dbed8745a36265f44cce005a70cf1e87098646ee490b",null],["review_task","[\"g2\",\"0000-0001\",\"RTPT5VK\"]","916276704f56b12701f945124db860da4fe82d65b9945e6e275a85aab02aaff6",null],["review_task","[\"g2\",\"4821-3907\",\"RTPT5VK\"]","74c9032e7ab3b24c6f2231d4b534ac5a011c540fcb80ac5229feb82db4c5c7e9",null],["review_task","[\"g2\",\"9999-0000\",\"RCYQS0T\"]","30c1fa8695e64b6e994509c88f68a64fa05f633c7669f6eb895c1b58b8df5bc6",null]]}');
INSERT INTO "ledger_payload" VALUES(27,'ed792542ec52e49dc7ef89438dfc59be27ee1c7ba5eec3eaf1fd8d47a443d1c7','{"by":"王","facts":{"custody":"reader","reader":"R0Q04GC"},"records":[["reader_key","[\"g1\",\"5482b6adc73d9c1f908bc2ea39b3219d0688408cb9e222bc0ab49c4d0ce74f6c\",\"R0Q04GC\"]","1fd7fc700c671d53e73aa08f0ddc4ce816529ad8d70f89c2c11d2c873b844893",null]]}');
INSERT INTO "ledger_payload" VALUES(28,'ea5cde038deafd2e62e55c3f350ff2d6b4c30e8f50b51aeb41381c8a9214e0df','{"by":"王","facts":{"key":"5482b6adc73d9c1f908bc2ea39b3219d0688408cb9e222bc0ab49c4d0ce74f6c","reader":"R0Q04GC"},"records":[["reader_key","[\"g1\",\"5482b6adc73d9c1f908bc2ea39b3219d0688408cb9e222bc0ab49c4d0ce74f6c\",\"R0Q04GC\"]","32675c8dc0870525e3ad81c882a6e821900c60a961337a45c50f9d82bfe19941","1fd7fc700c671d53e73aa08f0ddc4ce816529ad8d70f89c2c11d2c873b844893"]]}');
INSERT INTO "ledger_payload" VALUES(29,'7ac7eb74b63864581cdb3001089eb8be9a8674315ab97e1df94b306f272ca7c0','{"by":"王","facts":{"barred":[],"drawn":[{"cause":"wide-apart","packet":"9999-0000","reader":"RJCJ985"}],"loads":[{"packets":2,"reader":"R0Q04GC"},{"packets":0,"reader":"RJCJ985"},{"packets":1,"reader":"RKC2DJF"}],"round":1},"records":[["review_task","[\"g1\",\"9999-0000\",\"RJCJ985\"]","a060e797791e5fa40432a50c941e4e42bc6d87ed6cd5694f4b9aa902b9f92020",null]]}');
INSERT INTO "ledger_payload" VALUES(30,'ee36803777204206e2894caa01e36ad8e73a299a65a9be865cd6455d91fb1993','{"format":"expertpool-scores-closed/1","group":"g1","missing":4,"rubric":"0f6eb875003fb39bb13400ff7fe701e97bf99a9e282ea66643c5986258e89e69","sheets":[]}');
INSERT INTO "ledger_payload" VALUES(31,'ad6f12c0a7a710df374b4222acbbba52c375591c5f8d81b58eb123a0028eb2a7','{"by":"王","facts":{"missing":4,"round":1},"records":[["score_closing","[\"g1\",1]","e7bdbf53f1847a5185dc7a81224d866d43b256f24ddde09d9f7bbd6606cec7d4",null]]}');
INSERT INTO "ledger_payload" VALUES(32,'f2db46587f664054ac5345dbff4f64d3f18b24056242be298fb46b12deff4d77','{"by":"王","facts":{"digest":"00","round":1,"sheets":0},"records":[]}');
INSERT INTO "ledger_payload" VALUES(33,'8b3fe4ccecba41bf4e5ed0f46f0a4950fbb702bb85721cd5400ec9fd5c1ab2b4','{"codenames":["0000-0001"],"format":"expertpool-unsealing/1","manifest":"0000000000000000000000000000000000000000000000000000000000000000","nonce":"00000000000000000000000000000000","purpose":"complaint","requester":"王","vault":"00000000000000000000000000000000"}');
INSERT INTO "ledger_payload" VALUES(34,'4d3ba59a090ba4fd375ab88797895748d3cd4ae0f67686b1331f0c0abdacfe1f','{"by":"王","facts":{"purpose":"complaint","records":1},"records":[["unsealing","[\"89b00f736f9c74fd3fd37b16bdd92857a0630c508f71c246f5d1f9ce6ab1b9da\"]","8714c5356d0f5ae1b1adbcd383cb1145b99753857a695175e6bc06e18d324875",null]]}');
CREATE TABLE meeting (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	committee_id INTEGER NOT NULL, 
	panel_id INTEGER, 
	number INTEGER NOT NULL, 
	held_on DATE NOT NULL, 
	seats INTEGER NOT NULL, 
	committee_file TEXT NOT NULL, 
	people TEXT NOT NULL, 
	called_at VARCHAR(40) NOT NULL, 
	verdicts JSON, 
	frozen_at VARCHAR(40), 
	CONSTRAINT fk_meeting_committee_id FOREIGN KEY(committee_id) REFERENCES committee (id), 
	CONSTRAINT fk_meeting_panel_id FOREIGN KEY(panel_id) REFERENCES panel (id), 
	CONSTRAINT uq_meeting_committee_id_number UNIQUE (committee_id, number)
);
INSERT INTO "meeting" VALUES(1,1,NULL,1,'2025-08-15',2,'name = "甲评委会"
year = 2025
series = "工程"
level = "中级"
seats = 2
meeting = 2025-08-15
','{"experts":[{"birth_month":"1970-05-01","employer":"云岭第1研究院","employer_kind":"事业单位","expert_no":"E0001","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张1","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]},{"birth_month":"1970-05-01","employer":"云岭第2研究院","employer_kind":"事业单位","expert_no":"E0002","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张2","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]}],"format":"expertpool-roster/1"}','2025-06-01T09:00:00+08:00','null',NULL);
INSERT INTO "meeting" VALUES(2,1,NULL,2,'2025-08-15',2,'name = "甲评委会"
year = 2025
series = "工程"
level = "中级"
seats = 2
meeting = 2025-08-15
','{"experts":[{"birth_month":"1970-05-01","employer":"云岭第1研究院","employer_kind":"事业单位","expert_no":"E0001","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张1","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]},{"birth_month":"1970-05-01","employer":"云岭第2研究院","employer_kind":"事业单位","expert_no":"E0002","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张2","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]}],"format":"expertpool-roster/1"}','2025-06-01T09:00:00+08:00','[]','2025-06-01T09:00:00+08:00');
INSERT INTO "meeting" VALUES(3,1,NULL,3,'2025-08-15',2,'name = "甲评委会"
year = 2025
series = "工程"
level = "中级"
seats = 2
meeting = 2025-08-15
','{"experts":[{"birth_month":"1970-05-01","employer":"云岭第1研究院","employer_kind":"事业单位","expert_no":"E0001","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张1","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]},{"birth_month":"1970-05-01","employer":"云岭第2研究院","employer_kind":"事业单位","expert_no":"E0002","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张2","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]}],"format":"expertpool-roster/1"}','2025-06-01T09:00:00+08:00','null',NULL);
CREATE TABLE meeting_candidate (
	meeting_id INTEGER NOT NULL, 
	codename VARCHAR NOT NULL, 
	group_name VARCHAR NOT NULL, 
	place INTEGER NOT NULL, 
	CONSTRAINT pk_meeting_candidate PRIMARY KEY (meeting_id, codename), 
	CONSTRAINT fk_meeting_candidate_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id)
);
INSERT INTO "meeting_candidate" VALUES(1,'1111-2222','综合',1);
INSERT INTO "meeting_candidate" VALUES(2,'1111-2222','综合',1);
INSERT INTO "meeting_candidate" VALUES(3,'1111-2222','综合',1);
CREATE TABLE meeting_member (
	meeting_id INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	expert_no VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	present BOOLEAN, 
	pledged_on DATE, 
	replaces VARCHAR, 
	CONSTRAINT pk_meeting_member PRIMARY KEY (meeting_id, code), 
	CONSTRAINT fk_meeting_member_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id), 
	CONSTRAINT uq_meeting_member_meeting_id_expert_no UNIQUE (meeting_id, expert_no)
);
INSERT INTO "meeting_member" VALUES(1,'M01','E0001','member',NULL,NULL,NULL);
INSERT INTO "meeting_member" VALUES(1,'M02','E0002','member',NULL,NULL,NULL);
INSERT INTO "meeting_member" VALUES(2,'M01','E0001','member',1,NULL,NULL);
INSERT INTO "meeting_member" VALUES(2,'M02','E0002','member',1,NULL,NULL);
INSERT INTO "meeting_member" VALUES(3,'M01','E0001','member',NULL,NULL,NULL);
INSERT INTO "meeting_member" VALUES(3,'M02','E0002','member',NULL,NULL,NULL);
CREATE TABLE meeting_recusal (
	meeting_id INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	codename VARCHAR NOT NULL, 
	ground VARCHAR NOT NULL, 
	CONSTRAINT pk_meeting_recusal PRIMARY KEY (meeting_id, code, codename), 
	CONSTRAINT fk_meeting_recusal_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id)
);
INSERT INTO "meeting_recusal" VALUES(2,'M01','1111-2222','师生');
CREATE TABLE misconduct (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	expert_id INTEGER NOT NULL, 
	happened_on DATE NOT NULL, 
	what VARCHAR NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	recorded_at VARCHAR(40) NOT NULL, 
	lifted_because VARCHAR, 
	lifted_by VARCHAR, 
	lifted_at VARCHAR(40), 
	CONSTRAINT fk_misconduct_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id)
);
INSERT INTO "misconduct" VALUES(1,1,'2025-06-01','泄密','王','2025-06-01T09:00:00+08:00','查无实据','王','2025-06-01T09:00:00+08:00');
INSERT INTO "misconduct" VALUES(2,2,'2025-06-01','说情','王','2025-06-01T09:00:00+08:00',NULL,NULL,NULL);
CREATE TABLE panel (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	draw_id INTEGER NOT NULL, 
	CONSTRAINT fk_panel_draw_id FOREIGN KEY(draw_id) REFERENCES draw (id), 
	CONSTRAINT uq_panel_draw_id UNIQUE (draw_id)
);
INSERT INTO "panel" VALUES(1,1);
CREATE TABLE pledge (
	expert_id INTEGER NOT NULL, 
	season INTEGER NOT NULL, 
	signed_on DATE NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	recorded_at VARCHAR(40) NOT NULL, 
	CONSTRAINT pk_pledge PRIMARY KEY (expert_id, season), 
	CONSTRAINT fk_pledge_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id)
);
INSERT INTO "pledge" VALUES(1,2025,'2025-06-01','王','2025-06-01T09:00:00+08:00');
CREATE TABLE pool_lock (
	id INTEGER NOT NULL, 
	mark VARCHAR NOT NULL, 
	CONSTRAINT pk_pool_lock PRIMARY KEY (id)
);
INSERT INTO "pool_lock" VALUES(1,'6f6465b60bc7ac511400e69b6f3eaf53923fdbf268098b03936b43651a9c8b9e');
CREATE TABLE publicity (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	ranking_id INTEGER NOT NULL, 
	posted_on DATE NOT NULL, 
	ends_on DATE NOT NULL, 
	steps JSON NOT NULL, 
	list_text TEXT NOT NULL, 
	codenames JSON NOT NULL, 
	posted_by VARCHAR NOT NULL, 
	entered_at VARCHAR(40) NOT NULL, 
	confirmed_on DATE, 
	roster VARCHAR, 
	CONSTRAINT fk_publicity_ranking_id FOREIGN KEY(ranking_id) REFERENCES ranking (id), 
	CONSTRAINT uq_publicity_ranking_id UNIQUE (ranking_id)
);
CREATE TABLE ranking (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	meeting_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	held_on DATE NOT NULL, 
	places JSON NOT NULL, 
	names VARCHAR, 
	made_by VARCHAR NOT NULL, 
	made_at VARCHAR(40) NOT NULL, 
	CONSTRAINT fk_ranking_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id), 
	CONSTRAINT uq_ranking_meeting_id_number UNIQUE (meeting_id, number)
);
CREATE TABLE reader_key (
	group_id VARCHAR NOT NULL, 
	key_id VARCHAR NOT NULL, 
	reader VARCHAR NOT NULL, 
	alg VARCHAR NOT NULL, 
	public VARCHAR NOT NULL, 
	seal VARCHAR, 
	custody VARCHAR NOT NULL, 
	pinned_at VARCHAR(40) NOT NULL, 
	revoked_at VARCHAR(40), 
	CONSTRAINT pk_reader_key PRIMARY KEY (group_id, key_id, reader), 
	CONSTRAINT fk_reader_key_reader FOREIGN KEY(group_id, reader) REFERENCES review_reader (group_id, code)
);
INSERT INTO "reader_key" VALUES('g1','5482b6adc73d9c1f908bc2ea39b3219d0688408cb9e222bc0ab49c4d0ce74f6c','R0Q04GC','p256','047431b18f055ac873b1eb7d74d8716ad1e3df06908b00cc2f901153f8eb6428184867c0fdab339c6c490a39ae704d29b5b4c2f1244350a29059622cf49b421155',NULL,'reader','2025-06-01T09:00:00+08:00','2025-06-01T09:00:00+08:00');
CREATE TABLE recognition (
	assignment_id VARCHAR NOT NULL, 
	codename VARCHAR NOT NULL, 
	expert_no VARCHAR NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	recorded_at VARCHAR(40) NOT NULL, 
	CONSTRAINT pk_recognition PRIMARY KEY (assignment_id, codename, expert_no), 
	CONSTRAINT fk_recognition_assignment_id FOREIGN KEY(assignment_id) REFERENCES assignment (id)
);
CREATE TABLE recusal (
	expert_id INTEGER NOT NULL, 
	unit VARCHAR NOT NULL, 
	CONSTRAINT pk_recusal PRIMARY KEY (expert_id, unit), 
	CONSTRAINT fk_recusal_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id)
);
INSERT INTO "recusal" VALUES(2,'云岭矿业集团');
INSERT INTO "recusal" VALUES(1,'云岭矿业集团');
INSERT INTO "recusal" VALUES(3,'云岭矿业集团');
CREATE TABLE result (
	ranking_id INTEGER NOT NULL, 
	codename VARCHAR NOT NULL, 
	group_id VARCHAR NOT NULL, 
	place INTEGER, 
	score VARCHAR, 
	scores JSON NOT NULL, 
	above BOOLEAN, 
	ballot JSON, 
	count_number INTEGER, 
	standing VARCHAR NOT NULL, 
	CONSTRAINT pk_result PRIMARY KEY (ranking_id, codename), 
	CONSTRAINT fk_result_group_id FOREIGN KEY(group_id) REFERENCES review_group (id), 
	CONSTRAINT fk_result_ranking_id FOREIGN KEY(ranking_id) REFERENCES ranking (id)
);
CREATE TABLE review_group (
	id VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	rubric TEXT NOT NULL, 
	"plan" TEXT NOT NULL, 
	trustees JSON NOT NULL, 
	seed VARCHAR NOT NULL, 
	assignment VARCHAR NOT NULL, 
	opened_at VARCHAR(40) NOT NULL, 
	CONSTRAINT pk_review_group PRIMARY KEY (id)
);
INSERT INTO "review_group" VALUES('g1','冶金高级组','{"code":"engineering-senior","format":"expertpool-rubric/1","indicators":[{"anchors":[{"at":9000,"says":"能独立解决复杂问题"}],"code":"ability","title":"专业能力","weight":40},{"anchors":[],"code":"results","title":"业绩成果","weight":40},{"anchors":[],"code":"ethics","title":"职业道德","weight":20}],"longest":{"comment":1000,"reason":300},"scale":{"grades":[],"highest":10000,"lowest":0,"reason_from":9500,"reason_to":4000,"step":50},"title":"工程系列高级","version":1}','{"method":"plain-mean/1"}','{"hrss": "4b78c04dc3ed15ca770a6100ebd94361f90d21195e37792ff1a50cb5d2524043", "inspector": "e809ee02b3d0d79c63a3cd27b15bcb9fcfe4369c5cfcaaf2f99d57527fca6b3c", "office": "28a7934581ca2ad685ee957f39c72aed6c0b9c9ba63b3e8b0268fea6b903671c"}','0505050505050505050505050505050505050505050505050505050505050505','0000000000000000000000000000000000000000000000000000000000000000','2025-06-01T09:00:00+08:00');
INSERT INTO "review_group" VALUES('g2','冶金高级组','{"code":"engineering-senior","format":"expertpool-rubric/1","indicators":[{"anchors":[{"at":9000,"says":"能独立解决复杂问题"}],"code":"ability","title":"专业能力","weight":40},{"anchors":[],"code":"results","title":"业绩成果","weight":40},{"anchors":[],"code":"ethics","title":"职业道德","weight":20}],"longest":{"comment":1000,"reason":300},"scale":{"grades":[],"highest":10000,"lowest":0,"reason_from":9500,"reason_to":4000,"step":50},"title":"工程系列高级","version":1}','{"method":"plain-mean/1"}','{"hrss": "4b78c04dc3ed15ca770a6100ebd94361f90d21195e37792ff1a50cb5d2524043", "inspector": "e809ee02b3d0d79c63a3cd27b15bcb9fcfe4369c5cfcaaf2f99d57527fca6b3c", "office": "28a7934581ca2ad685ee957f39c72aed6c0b9c9ba63b3e8b0268fea6b903671c"}','0505050505050505050505050505050505050505050505050505050505050505','0000000000000000000000000000000000000000000000000000000000000000','2025-06-01T09:00:00+08:00');
CREATE TABLE review_packet (
	group_id VARCHAR NOT NULL, 
	codename VARCHAR NOT NULL, 
	digest VARCHAR NOT NULL, 
	CONSTRAINT pk_review_packet PRIMARY KEY (group_id, codename), 
	CONSTRAINT fk_review_packet_group_id FOREIGN KEY(group_id) REFERENCES review_group (id)
);
INSERT INTO "review_packet" VALUES('g1','0000-0001','0202020202020202020202020202020202020202020202020202020202020202');
INSERT INTO "review_packet" VALUES('g1','4821-3907','0101010101010101010101010101010101010101010101010101010101010101');
INSERT INTO "review_packet" VALUES('g1','9999-0000','0303030303030303030303030303030303030303030303030303030303030303');
INSERT INTO "review_packet" VALUES('g2','0000-0001','0202020202020202020202020202020202020202020202020202020202020202');
INSERT INTO "review_packet" VALUES('g2','4821-3907','0101010101010101010101010101010101010101010101010101010101010101');
INSERT INTO "review_packet" VALUES('g2','9999-0000','0303030303030303030303030303030303030303030303030303030303030303');
CREATE TABLE review_reader (
	group_id VARCHAR NOT NULL, 
	code VARCHAR NOT NULL, 
	expert_no VARCHAR NOT NULL, 
	CONSTRAINT pk_review_reader PRIMARY KEY (group_id, code), 
	CONSTRAINT fk_review_reader_group_id FOREIGN KEY(group_id) REFERENCES review_group (id), 
	CONSTRAINT uq_review_reader_group_id_expert_no UNIQUE (group_id, expert_no)
);
INSERT INTO "review_reader" VALUES('g1','R0Q04GC','E0001');
INSERT INTO "review_reader" VALUES('g1','RJCJ985','E0003');
INSERT INTO "review_reader" VALUES('g1','RKC2DJF','E0002');
INSERT INTO "review_reader" VALUES('g2','R7CSB6N','E0003');
INSERT INTO "review_reader" VALUES('g2','RCYQS0T','E0002');
INSERT INTO "review_reader" VALUES('g2','RTPT5VK','E0001');
CREATE TABLE review_task (
	group_id VARCHAR NOT NULL, 
	codename VARCHAR NOT NULL, 
	reader VARCHAR NOT NULL, 
	round INTEGER NOT NULL, 
	turn INTEGER NOT NULL, 
	withdrawn BOOLEAN NOT NULL, 
	CONSTRAINT pk_review_task PRIMARY KEY (group_id, codename, reader), 
	CONSTRAINT fk_review_task_group_id FOREIGN KEY(group_id) REFERENCES review_group (id)
);
INSERT INTO "review_task" VALUES('g1','0000-0001','R0Q04GC',1,1,0);
INSERT INTO "review_task" VALUES('g1','4821-3907','R0Q04GC',1,1,0);
INSERT INTO "review_task" VALUES('g1','9999-0000','RKC2DJF',1,1,0);
INSERT INTO "review_task" VALUES('g2','0000-0001','RTPT5VK',1,1,0);
INSERT INTO "review_task" VALUES('g2','4821-3907','RTPT5VK',1,1,0);
INSERT INTO "review_task" VALUES('g2','9999-0000','RCYQS0T',1,1,0);
INSERT INTO "review_task" VALUES('g1','9999-0000','RJCJ985',1,2,0);
CREATE TABLE roster (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	digest VARCHAR NOT NULL, 
	source VARCHAR NOT NULL, 
	frozen_at VARCHAR(40) NOT NULL, 
	last_batch INTEGER, 
	CONSTRAINT fk_roster_digest FOREIGN KEY(digest) REFERENCES roster_content (digest), 
	CONSTRAINT fk_roster_last_batch FOREIGN KEY(last_batch) REFERENCES import_batch (id)
);
INSERT INTO "roster" VALUES(1,'2c9f08715131243544d447999cfaeef6389e8bd0350ae40a2fbec410c384817c','a.xlsx','2025-06-01T09:00:00+08:00',2);
INSERT INTO "roster" VALUES(2,'2c9f08715131243544d447999cfaeef6389e8bd0350ae40a2fbec410c384817c','a.xlsx','2025-06-01T09:00:00+08:00',3);
CREATE TABLE roster_content (
	digest VARCHAR NOT NULL, 
	content TEXT NOT NULL, 
	CONSTRAINT pk_roster_content PRIMARY KEY (digest)
);
INSERT INTO "roster_content" VALUES('2c9f08715131243544d447999cfaeef6389e8bd0350ae40a2fbec410c384817c','{"experts":[{"birth_month":"1970-05-01","employer":"云岭第1研究院","employer_kind":"事业单位","expert_no":"E0001","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张1","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]},{"birth_month":"1970-05-01","employer":"云岭第2研究院","employer_kind":"事业单位","expert_no":"E0002","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张2","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]},{"birth_month":"1970-05-01","employer":"云岭第3研究院","employer_kind":"事业单位","expert_no":"E0003","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张3","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]}],"format":"expertpool-roster/1"}');
CREATE TABLE score_closing (
	group_id VARCHAR NOT NULL, 
	round INTEGER NOT NULL, 
	content TEXT NOT NULL, 
	CONSTRAINT pk_score_closing PRIMARY KEY (group_id, round), 
	CONSTRAINT fk_score_closing_group_id FOREIGN KEY(group_id) REFERENCES review_group (id)
);
INSERT INTO "score_closing" VALUES('g1',1,'{"format":"expertpool-scores-closed/1","group":"g1","missing":4,"rubric":"0f6eb875003fb39bb13400ff7fe701e97bf99a9e282ea66643c5986258e89e69","sheets":[]}');
CREATE TABLE sealed_scoresheet (
	hash VARCHAR NOT NULL, 
	group_id VARCHAR NOT NULL, 
	round INTEGER NOT NULL, 
	document TEXT NOT NULL, 
	CONSTRAINT pk_sealed_scoresheet PRIMARY KEY (hash), 
	CONSTRAINT fk_sealed_scoresheet_group_id FOREIGN KEY(group_id) REFERENCES review_group (id)
);
CREATE TABLE seat (
	panel_id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	place INTEGER NOT NULL, 
	expert_no VARCHAR NOT NULL, 
	CONSTRAINT pk_seat PRIMARY KEY (panel_id, kind, place), 
	CONSTRAINT fk_seat_panel_id FOREIGN KEY(panel_id) REFERENCES panel (id), 
	CONSTRAINT uq_seat_panel_id_expert_no UNIQUE (panel_id, expert_no)
);
INSERT INTO "seat" VALUES(1,'member',1,'E0001');
INSERT INTO "seat" VALUES(1,'member',2,'E0002');
CREATE TABLE service (
	expert_id INTEGER NOT NULL, 
	year INTEGER NOT NULL, 
	committee VARCHAR NOT NULL, 
	CONSTRAINT pk_service PRIMARY KEY (expert_id, year, committee), 
	CONSTRAINT fk_service_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id)
);
INSERT INTO "service" VALUES(2,2022,'');
INSERT INTO "service" VALUES(2,2024,'');
INSERT INTO "service" VALUES(1,2022,'');
INSERT INTO "service" VALUES(1,2024,'');
INSERT INTO "service" VALUES(3,2022,'');
INSERT INTO "service" VALUES(3,2024,'');
CREATE TABLE tenure (
	expert_id INTEGER NOT NULL, 
	ordinal INTEGER NOT NULL, 
	starts_on DATE, 
	ends_on DATE, 
	CONSTRAINT pk_tenure PRIMARY KEY (expert_id, ordinal), 
	CONSTRAINT fk_tenure_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id)
);
INSERT INTO "tenure" VALUES(2,0,'2024-01-01','2026-12-31');
INSERT INTO "tenure" VALUES(1,0,'2024-01-01','2026-12-31');
INSERT INTO "tenure" VALUES(3,0,'2024-01-01','2026-12-31');
CREATE TABLE unit (
	name VARCHAR NOT NULL, 
	affiliate_of VARCHAR, 
	CONSTRAINT pk_unit PRIMARY KEY (name), 
	CONSTRAINT fk_unit_affiliate_of FOREIGN KEY(affiliate_of) REFERENCES unit (name)
);
INSERT INTO "unit" VALUES('研究院',NULL);
INSERT INTO "unit" VALUES('检测中心',NULL);
INSERT INTO "unit" VALUES('杂志社','研究院');
CREATE TABLE unsealing (
	request VARCHAR NOT NULL, 
	content TEXT NOT NULL, 
	count INTEGER, 
	outcome VARCHAR, 
	CONSTRAINT pk_unsealing PRIMARY KEY (request)
);
INSERT INTO "unsealing" VALUES('89b00f736f9c74fd3fd37b16bdd92857a0630c508f71c246f5d1f9ce6ab1b9da','{"codenames":["0000-0001"],"format":"expertpool-unsealing/1","manifest":"0000000000000000000000000000000000000000000000000000000000000000","nonce":"00000000000000000000000000000000","purpose":"complaint","requester":"王","vault":"00000000000000000000000000000000"}',NULL,NULL);
CREATE TABLE waiver (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	rule_id VARCHAR NOT NULL, 
	expert_id INTEGER, 
	committee_id INTEGER, 
	reason VARCHAR NOT NULL, 
	approver VARCHAR NOT NULL, 
	granted_at VARCHAR(40) NOT NULL, 
	CONSTRAINT ck_waiver_for_somebody CHECK (expert_id IS NOT NULL OR committee_id IS NOT NULL), 
	CONSTRAINT fk_waiver_committee_id FOREIGN KEY(committee_id) REFERENCES committee (id), 
	CONSTRAINT fk_waiver_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id)
);
INSERT INTO "waiver" VALUES(1,'rest',1,NULL,'缺人','赵','2025-06-01T09:00:00+08:00');
CREATE INDEX ix_expert_expert_no ON expert (expert_no);
CREATE UNIQUE INDEX uq_expert_expert_no_listed ON expert (expert_no) WHERE listed;
CREATE UNIQUE INDEX uq_expert_id_number_hash_listed ON expert (id_number_hash) WHERE listed;
CREATE INDEX ix_unit_affiliate_of ON unit (affiliate_of);
CREATE INDEX ix_imported_row_expert_id ON imported_row (expert_id);
CREATE INDEX ix_misconduct_expert_id ON misconduct (expert_id);
CREATE INDEX ix_roster_digest ON roster (digest);
CREATE INDEX ix_waiver_committee_id ON waiver (committee_id);
CREATE INDEX ix_waiver_expert_id ON waiver (expert_id);
CREATE INDEX ix_waiver_rule_id ON waiver (rule_id);
CREATE INDEX ix_draw_roster_id ON draw (roster_id);
CREATE INDEX ix_seat_expert_no ON seat (expert_no);
CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
CREATE TRIGGER ledger_payload_no_update BEFORE UPDATE ON ledger_payload BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
CREATE TRIGGER checkpoint_no_update BEFORE UPDATE ON checkpoint BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
CREATE TRIGGER checkpoint_no_delete BEFORE DELETE ON checkpoint BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
CREATE INDEX ix_complaint_publicity_id ON complaint (publicity_id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('import_batch',3);
INSERT INTO "sqlite_sequence" VALUES('expert',3);
INSERT INTO "sqlite_sequence" VALUES('misconduct',2);
INSERT INTO "sqlite_sequence" VALUES('committee',1);
INSERT INTO "sqlite_sequence" VALUES('meeting',3);
INSERT INTO "sqlite_sequence" VALUES('ballot_count',1);
INSERT INTO "sqlite_sequence" VALUES('roster',2);
INSERT INTO "sqlite_sequence" VALUES('waiver',1);
INSERT INTO "sqlite_sequence" VALUES('draw',1);
INSERT INTO "sqlite_sequence" VALUES('panel',1);
COMMIT;
